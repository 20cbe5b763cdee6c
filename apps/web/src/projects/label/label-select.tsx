"use client";

import { Group, MultiSelect, Select } from "@mantine/core";
import { type BadgeColour, badgeColours } from "@steward/contracts/kernel/colour";
import { ColourSwatch } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";

const byName = { field: "name", direction: "asc" } as const;
const noLabels: never[] = [];

/** All labels of the organisation; there are few enough to fetch at once. */
export function useLabels() {
  const query = trpc.projects.label.list.useQuery({ filter: {}, sort: byName, limit: 100 }, { staleTime: 60_000 });
  return query.data?.items ?? noLabels;
}

interface ColourSelectProps {
  value: BadgeColour;
  onChange: (colour: BadgeColour) => void;
  disabled?: boolean;
}

/** One of the colours that labels have, shown beside its name: colour alone says nothing to some. */
export function ColourSelect({ value, onChange, disabled = false }: ColourSelectProps) {
  return (
    <Select
      label="Colour"
      data={badgeColours.map((colour) => ({ value: colour, label: colour }))}
      value={value}
      onChange={(colour) => colour && onChange(colour)}
      disabled={disabled}
      allowDeselect={false}
      leftSection={<ColourSwatch colour={value} />}
      renderOption={({ option }) => (
        <Group gap="xs" wrap="nowrap">
          <ColourSwatch colour={option.value as BadgeColour} />
          {option.label}
        </Group>
      )}
    />
  );
}

interface LabelSelectProps {
  label: string;
  value: readonly string[];
  onChange: (ids: string[]) => void;
  description?: string;
  disabled?: boolean;
}

/** Labels chosen from those there are. */
export function LabelSelect({ label, value, onChange, description, disabled = false }: LabelSelectProps) {
  const labels = useLabels();
  const colours = new Map(labels.map(({ id, colour }) => [id, colour]));
  return (
    <MultiSelect
      label={label}
      description={description}
      data={labels.map(({ id, name }) => ({ value: id, label: name }))}
      value={[...value]}
      onChange={onChange}
      disabled={disabled}
      placeholder={value.length === 0 ? "None" : undefined}
      searchable
      hidePickedOptions
      openOnFocus={false}
      nothingFoundMessage="No such label"
      renderOption={({ option }) => (
        <Group gap="xs" wrap="nowrap">
          <ColourSwatch colour={colours.get(option.value) ?? "grey"} />
          {option.label}
        </Group>
      )}
    />
  );
}
