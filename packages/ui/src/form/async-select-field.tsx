"use client";

import { CloseButton, Combobox, InputBase, Loader, Text, useCombobox } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconPlus, IconSelector } from "@tabler/icons-react";
import { type ReactNode, useRef, useState } from "react";
import { toProblem } from "../feedback/problem.ts";
import { type FieldProps, inputProps } from "./fields.tsx";

export interface AsyncOption {
  value: string;
  label: string;
  description?: string;
}

export interface AsyncSelectProps {
  value: string | null | undefined;
  onChange: (value: string | null, option: AsyncOption | null) => void;
  /** Called with what was typed, and with "" when the list opens. */
  search: (query: string) => Promise<readonly AsyncOption[]>;
  /** The label of the value that is already there; without it the value's id would show. */
  selectedLabel?: string | undefined;
  /** Offers to create what was typed; answers the new option. */
  create?: (label: string) => Promise<AsyncOption>;
  clearable?: boolean;
  input: Record<string, unknown>;
}

const createValue = "\u0000create";

/** A select whose options are searched on the server while typing. */
export function AsyncSelect({ value, onChange, search, selectedLabel, create, clearable, input }: AsyncSelectProps) {
  const [query, setQuery] = useState<string | null>(null);
  const [options, setOptions] = useState<readonly AsyncOption[]>([]);
  const [picked, setPicked] = useState<AsyncOption | null>(null);
  const [failure, setFailure] = useState<string>();
  const [loading, setLoading] = useState(false);
  const round = useRef(0);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setQuery(null);
    },
    onDropdownOpen: () => void run(""),
  });

  const run = async (text: string) => {
    round.current += 1;
    const mine = round.current;
    setLoading(true);
    setFailure(undefined);
    try {
      const found = await search(text.trim());
      // Only the newest search may fill the list: answers overtake each other.
      if (mine === round.current) setOptions(found);
    } catch (error) {
      if (mine === round.current) setFailure(toProblem(error).message);
    } finally {
      if (mine === round.current) setLoading(false);
    }
  };
  const runSoon = useDebouncedCallback(run, 200);

  const choose = (option: AsyncOption | null) => {
    setPicked(option);
    setQuery(null);
    onChange(option?.value ?? null, option);
    combobox.closeDropdown();
  };
  const submit = async (chosen: string) => {
    if (chosen !== createValue) return choose(options.find((option) => option.value === chosen) ?? null);
    try {
      if (create) choose(await create((query ?? "").trim()));
    } catch (error) {
      setFailure(toProblem(error).message);
    }
  };

  const label = value ? (picked?.value === value ? picked.label : (selectedLabel ?? value)) : "";
  const typed = (query ?? "").trim();
  const exact = options.some((option) => option.label.toLowerCase() === typed.toLowerCase());
  return (
    <Combobox store={combobox} onOptionSubmit={(chosen) => void submit(chosen)} withinPortal>
      <Combobox.Target>
        <InputBase
          {...input}
          autoComplete="off"
          value={query ?? label}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
            runSoon(event.currentTarget.value);
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          rightSectionPointerEvents={value && clearable ? "all" : "none"}
          rightSection={<Tail loading={loading} clear={value && clearable ? () => choose(null) : undefined} />}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={260} style={{ overflowY: "auto" }}>
          {options.map((option) => (
            <Combobox.Option key={option.value} value={option.value} active={option.value === value}>
              {option.label}
              {option.description ? (
                <Text size="xs" c="dimmed">
                  {option.description}
                </Text>
              ) : null}
            </Combobox.Option>
          ))}
          {create && typed !== "" && !exact && !loading ? (
            <Combobox.Option value={createValue}>
              <IconPlus size={13} aria-hidden /> Create “{typed}”
            </Combobox.Option>
          ) : null}
          <ListNote empty={options.length === 0} loading={loading} failure={failure} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Tail({ loading, clear }: { loading: boolean; clear: (() => void) | undefined }): ReactNode {
  if (loading) return <Loader size={14} aria-hidden />;
  if (!clear) return <IconSelector size={14} aria-hidden />;
  return <CloseButton size="sm" aria-label="Clear" onMouseDown={(event) => event.preventDefault()} onClick={clear} />;
}

function ListNote({ empty, loading, failure }: { empty: boolean; loading: boolean; failure: string | undefined }) {
  if (failure) return <Combobox.Empty role="alert">{failure}</Combobox.Empty>;
  if (!empty) return null;
  return <Combobox.Empty>{loading ? "Searching…" : "Nothing matches"}</Combobox.Empty>;
}

type AsyncSelectFieldProps = FieldProps<string> & Pick<AsyncSelectProps, "search" | "selectedLabel" | "create">;

export function AsyncSelectField({ search, selectedLabel, create, ...props }: AsyncSelectFieldProps) {
  const { field } = props;
  return (
    <AsyncSelect
      value={field.value}
      onChange={(value) => field.onChange(value)}
      search={search}
      selectedLabel={selectedLabel}
      {...(create ? { create } : {})}
      clearable={!field.required}
      input={inputProps(props)}
    />
  );
}
