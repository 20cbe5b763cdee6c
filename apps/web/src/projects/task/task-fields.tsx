"use client";

import { Box, Select, SimpleGrid } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import type { TaskDetail } from "@steward/contracts/projects/task";
import { DateText, DefinitionList, PersonName, SectionCard } from "@steward/ui";
import { LabelSelect } from "../label/label-select.tsx";
import { MinutesInput } from "../part/minutes-input.tsx";
import { PeopleSelect } from "../part/people-select.tsx";
import { useProjectPlan } from "../project/use-project-people.ts";
import { CustomFieldInputs } from "./custom-field-inputs.tsx";
import { TaskParent } from "./task-parent.tsx";
import { TaskRepeat } from "./task-repeat.tsx";
import { priorityOptions } from "./task-words.tsx";
import { useTaskChange } from "./use-task-change.ts";

interface TaskFieldsProps {
  task: TaskDetail;
  project: ProjectDetail;
  /** Fields stand beside each other. */
  isWide: boolean;
}

interface DayFieldProps {
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
  disabled: boolean;
}

function DayField({ label, value, onChange, disabled }: DayFieldProps) {
  return (
    <DateInput
      label={label}
      value={value}
      onChange={onChange}
      valueFormat="D MMM YYYY"
      placeholder="No day"
      clearable
      clearButtonProps={{ "aria-label": `Clear ${label.toLowerCase()}` }}
      disabled={disabled}
    />
  );
}

interface RefSelectProps {
  label: string;
  value: { id: string; name: string } | null;
  options: readonly { id: string; name: string }[];
  onChange: (id: string | null) => void;
  disabled: boolean;
}

/** A milestone or cycle, or none; the present one is offered even where it has ended. */
function RefSelect({ label, value, options, onChange, disabled }: RefSelectProps) {
  const all = new Map([...(value ? [value] : []), ...options].map(({ id, name }) => [id, name]));
  if (all.size === 0) return null;
  return (
    <Select
      label={label}
      placeholder="None"
      data={[...all].map(([id, name]) => ({ value: id, label: name }))}
      value={value?.id ?? null}
      onChange={onChange}
      disabled={disabled}
      clearable
      clearButtonProps={{ "aria-label": `Clear ${label.toLowerCase()}` }}
    />
  );
}

const named = (records: readonly { id: string; name: string }[], id: string | null) =>
  records.find((each) => each.id === id) ?? null;

/** What is known of a task, each to be changed where it stands. */
export function TaskFields({ task, project, isWide }: TaskFieldsProps) {
  const { change } = useTaskChange(task);
  const { milestones, cycles } = useProjectPlan(project);
  const disabled = !task.rights.work;
  const openCycles = cycles.filter(({ completedAt }) => completedAt === null);
  return (
    <SectionCard title="Details">
      <SimpleGrid cols={isWide ? 2 : { base: 2, md: 1 }} spacing="sm" verticalSpacing="sm">
        <Select
          label="Status"
          data={project.statuses.map(({ id, name }) => ({ value: id, label: name }))}
          value={task.status.id}
          onChange={(id) => {
            const status = project.statuses.find((each) => each.id === id);
            if (status) change({ statusId: status.id }, { status });
          }}
          allowDeselect={false}
          disabled={disabled}
        />
        <Select
          label="Priority"
          data={priorityOptions}
          value={task.priority}
          onChange={(priority) => priority && change({ priority }, { priority })}
          allowDeselect={false}
          disabled={disabled}
        />
        <PeopleSelect
          projectId={project.id}
          label="Assignees"
          value={task.assignees.map(({ memberId }) => memberId)}
          known={task.assignees}
          onChange={(assigneeIds) => change({ assigneeIds })}
          disabled={disabled}
        />
        <LabelSelect
          label="Labels"
          value={task.labels.map(({ id }) => id)}
          onChange={(labelIds) => change({ labelIds })}
          disabled={disabled}
        />
        <DayField
          label="Start"
          value={task.startOn}
          onChange={(startOn) => change({ startOn }, { startOn })}
          disabled={disabled}
        />
        <DayField
          label="Due"
          value={task.dueOn}
          onChange={(dueOn) => change({ dueOn }, { dueOn })}
          disabled={disabled}
        />
        <MinutesInput
          label="Estimate"
          value={task.estimateMinutes}
          onCommit={(estimateMinutes) => change({ estimateMinutes }, { estimateMinutes })}
          disabled={disabled}
        />
        <RefSelect
          label="Milestone"
          value={task.milestone}
          options={milestones}
          onChange={(milestoneId) => change({ milestoneId }, { milestone: named(milestones, milestoneId) })}
          disabled={disabled}
        />
        <RefSelect
          label="Cycle"
          value={task.cycle}
          options={openCycles}
          onChange={(cycleId) => change({ cycleId }, { cycle: named(cycles, cycleId) })}
          disabled={disabled}
        />
        <TaskParent task={task} disabled={disabled} onChange={(parentId) => change({ parentId })} />
        <CustomFieldInputs
          project={project}
          values={task.customFields}
          disabled={disabled}
          onChange={(id, value) => change({ customFields: { [id]: value } })}
        />
        <TaskRepeat task={task} disabled={disabled} />
      </SimpleGrid>
      <Box mt="md">
        <DefinitionList
          items={[
            { label: "Reporter", value: <PersonName name={task.reporter.name} /> },
            { label: "Created", value: <DateText value={task.createdAt} withTime /> },
            ...(task.closedAt ? [{ label: "Ended", value: <DateText value={task.closedAt} withTime /> }] : []),
            ...(task.externalRef ? [{ label: "Reference", value: task.externalRef }] : []),
          ]}
        />
      </Box>
    </SectionCard>
  );
}
