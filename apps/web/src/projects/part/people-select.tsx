"use client";

import { MultiSelect } from "@mantine/core";
import type { MemberRef } from "@steward/contracts/kernel/record";
import { PersonName } from "@steward/ui";
import { useProjectWorkers } from "../project/use-project-people.ts";

interface PeopleSelectProps {
  projectId: string;
  label: string;
  value: readonly string[];
  onChange: (memberIds: string[]) => void;
  /** Names of people who are chosen, for those who have left the project since. */
  known?: readonly MemberRef[];
  disabled?: boolean;
}

/** Some of those who work in a project. */
export function PeopleSelect({ projectId, label, value, onChange, known = [], disabled = false }: PeopleSelectProps) {
  const people = useProjectWorkers(projectId);
  const names = new Map([...known, ...people].map(({ memberId, name }) => [memberId, name]));
  return (
    <MultiSelect
      label={label}
      data={[...names].map(([id, name]) => ({ value: id, label: name }))}
      value={[...value]}
      onChange={onChange}
      disabled={disabled}
      placeholder={value.length === 0 ? "Nobody" : undefined}
      searchable
      hidePickedOptions
      openOnFocus={false}
      nothingFoundMessage="Nobody who works in this project"
      renderOption={({ option }) => <PersonName name={option.label} />}
    />
  );
}
