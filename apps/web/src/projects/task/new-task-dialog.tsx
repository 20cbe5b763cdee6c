"use client";

import type { ProjectDetail } from "@steward/contracts/projects/project";
import { createTaskInput } from "@steward/contracts/projects/task";
import {
  DateField,
  FieldRow,
  FormModal,
  MultiSelectField,
  notifySuccess,
  SelectField,
  TextField,
  useZodForm,
} from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { LabelSelect } from "../label/label-select.tsx";
import { useProjectWorkers } from "../project/use-project-people.ts";
import { priorityOptions } from "./task-words.tsx";

interface NewTaskDialogProps {
  project: ProjectDetail;
  onClose: () => void;
  /** The day it was asked for on, in a calendar. */
  dueOn?: string;
}

const newTaskSchema = createTaskInput.pick({
  title: true,
  templateId: true,
  statusId: true,
  priority: true,
  assigneeIds: true,
  labelIds: true,
  dueOn: true,
});

/** Adds a task with what is usually known of it; the rest is written on its page. */
export function NewTaskDialog({ project, onClose, dueOn }: NewTaskDialogProps) {
  const utils = trpc.useUtils();
  const create = trpc.projects.task.create.useMutation({ onSuccess: () => utils.projects.invalidate() });
  const templates = trpc.projects.taskTemplate.list.useQuery({ projectId: project.id }, { staleTime: 60_000 });
  const people = useProjectWorkers(project.id);
  const form = useZodForm({
    schema: newTaskSchema,
    initialValues: { dueOn: dueOn ?? null },
    onSubmit: async (values) => {
      const made = await create.mutateAsync({ ...values, projectId: project.id });
      notifySuccess(`${made.key} added`);
    },
  });
  const { field } = form;
  const chooseTemplate = (id: string | null | undefined) => {
    field("templateId").onChange(id);
    const template = templates.data?.find((one) => one.id === id);
    if (template && !form.values.title) form.setValue("title", template.title);
  };
  const named = (records: readonly { id: string; name: string }[]) =>
    records.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormModal form={form} opened onClose={onClose} title="New task" submitLabel="Add task" size="lg">
      <TextField field={field("title")} label="What is to be done" autoFocus />
      {templates.data && templates.data.length > 0 ? (
        <SelectField
          field={{ ...field("templateId"), onChange: chooseTemplate }}
          label="Template"
          options={named(templates.data)}
        />
      ) : null}
      <FieldRow>
        <SelectField
          field={{ ...field("statusId"), required: true, value: form.values.statusId ?? project.statuses[0]?.id }}
          label="Status"
          options={named(project.statuses)}
        />
        <SelectField field={field("priority")} options={priorityOptions} />
      </FieldRow>
      <MultiSelectField
        field={field("assigneeIds")}
        label="Assignees"
        options={people.map(({ memberId, name }) => ({ value: memberId, label: name }))}
      />
      <LabelSelect
        label="Labels"
        value={form.values.labelIds ?? []}
        onChange={(ids) => form.setValue("labelIds", ids)}
      />
      <DateField field={field("dueOn")} label="Due" />
    </FormModal>
  );
}
