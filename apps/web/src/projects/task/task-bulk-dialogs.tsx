"use client";

import { Select } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import type { Priority } from "@steward/contracts/projects/task";
import { useState } from "react";
import { BulkDialog, type BulkDialogProps } from "../../crm/part/bulk-dialogs.tsx";
import { LabelSelect } from "../label/label-select.tsx";
import { PeopleSelect } from "../part/people-select.tsx";
import { priorityOptions } from "./task-words.tsx";

interface ChoiceDialogProps extends BulkDialogProps<string> {
  title: string;
  label: string;
  options: readonly { value: string; label: string }[];
  description?: string;
}

/** One thing for all of them: a status, a cycle. */
export function ChoiceDialog({ title, label, options, description, onApply, ...frame }: ChoiceDialogProps) {
  const [value, setValue] = useState<string | null>(null);
  return (
    <BulkDialog
      {...frame}
      title={title}
      ready={value !== null}
      onApply={async () => (value === null ? undefined : onApply(value))}
    >
      <Select
        label={label}
        description={description}
        data={[...options]}
        value={value}
        onChange={setValue}
        data-autofocus
      />
    </BulkDialog>
  );
}

/** How urgent tasks are. */
export function PriorityDialog({ onApply, ...frame }: BulkDialogProps<Priority>) {
  return (
    <ChoiceDialog
      {...frame}
      title="Change priority"
      label="Priority"
      options={priorityOptions}
      onApply={(value) => onApply(value as Priority)}
    />
  );
}

/** The day by which tasks are due, or none. */
export function DueDialog({ onApply, ...frame }: BulkDialogProps<string | null>) {
  const [day, setDay] = useState<string | null>(null);
  return (
    <BulkDialog {...frame} title="Change due day" ready onApply={() => onApply(day)}>
      <DateInput
        label="Due"
        description="Leave empty to take the day away"
        value={day}
        onChange={setDay}
        valueFormat="D MMM YYYY"
        clearable
        clearButtonProps={{ "aria-label": "Clear" }}
        data-autofocus
      />
    </BulkDialog>
  );
}

export interface AddAndRemove {
  add: string[];
  remove: string[];
}

const nothing: AddAndRemove = { add: [], remove: [] };
const isReady = ({ add, remove }: AddAndRemove) => add.length + remove.length > 0;

/** Gives tasks to people, and takes them from others. */
export function AssigneesDialog({
  projectId,
  onApply,
  ...frame
}: BulkDialogProps<AddAndRemove> & { projectId: string }) {
  const [choice, setChoice] = useState(nothing);
  return (
    <BulkDialog {...frame} title="Change assignees" ready={isReady(choice)} onApply={() => onApply(choice)}>
      <PeopleSelect
        projectId={projectId}
        label="Add"
        value={choice.add}
        onChange={(add) => setChoice({ ...choice, add })}
      />
      <PeopleSelect
        projectId={projectId}
        label="Take off"
        value={choice.remove}
        onChange={(remove) => setChoice({ ...choice, remove })}
      />
    </BulkDialog>
  );
}

/** Puts labels on tasks, and takes others off. */
export function LabelsDialog({ onApply, ...frame }: BulkDialogProps<AddAndRemove>) {
  const [choice, setChoice] = useState(nothing);
  return (
    <BulkDialog {...frame} title="Change labels" ready={isReady(choice)} onApply={() => onApply(choice)}>
      <LabelSelect label="Add" value={choice.add} onChange={(add) => setChoice({ ...choice, add })} />
      <LabelSelect label="Take off" value={choice.remove} onChange={(remove) => setChoice({ ...choice, remove })} />
    </BulkDialog>
  );
}
