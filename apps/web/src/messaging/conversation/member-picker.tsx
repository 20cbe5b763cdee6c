"use client";

import { MultiSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";

interface MemberPickerProps {
  label: string;
  description?: string;
  value: readonly string[];
  onChange: (memberIds: string[]) => void;
  /** Who is there already, and need not be chosen. */
  without?: ReadonlySet<string>;
  autoFocus?: boolean;
}

const pageSize = 30;
const byName = { field: "name", direction: "asc" } as const;

/** Colleagues to choose, found by name or address. */
export function MemberPicker({ label, description, value, onChange, without, autoFocus = false }: MemberPickerProps) {
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 150);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const { data, isFetching } = trpc.org.member.list.useQuery(
    { ...(search ? { search } : {}), filter: { disabled: false }, sort: byName, limit: pageSize },
    { placeholderData: (before) => before },
  );
  const found = (data?.items ?? []).filter(({ id }) => !without?.has(id));
  const options = new Map([
    ...value.map((id) => [id, names.get(id) ?? id] as const),
    ...found.map(({ id, name }) => [id, name] as const),
  ]);
  return (
    <MultiSelect
      label={label}
      description={description}
      placeholder={value.length === 0 ? "Name or e-mail" : undefined}
      data={[...options].map(([id, name]) => ({ value: id, label: name }))}
      value={[...value]}
      onChange={(chosen) => {
        setNames(new Map([...names, ...options]));
        onChange(chosen);
        setTyped("");
      }}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // The server has searched: a match by address has no trace of it in the name.
      filter={({ options: all }) => all}
      nothingFoundMessage={isFetching ? "Searching…" : "Nobody matches"}
      hidePickedOptions
      maxDropdownHeight={240}
      comboboxProps={{ withinPortal: true }}
      {...(autoFocus ? { "data-autofocus": true } : {})}
    />
  );
}
