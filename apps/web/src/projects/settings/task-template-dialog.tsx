"use client";

import { Textarea } from "@mantine/core";
import { createTaskTemplateInput, type TaskTemplateItem } from "@steward/contracts/projects/task-template";
import { FieldRow, FormModal, notifySuccess, SelectField, TextField, useZodForm } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { MinutesField } from "../part/minutes-input.tsx";
import { priorityOptions } from "../task/task-words.tsx";

interface TaskTemplateDialogProps {
  projectId: string;
  /** The one to change; without it a new one is added. */
  template?: TaskTemplateItem | undefined;
  onClose: () => void;
}

/** What a task that begins as this template is called, how urgent it is, and what is ticked off in it. */
export function TaskTemplateDialog({ projectId, template, onClose }: TaskTemplateDialogProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.invalidate();
  const create = trpc.projects.taskTemplate.create.useMutation({ onSuccess });
  const update = trpc.projects.taskTemplate.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createTaskTemplateInput.omit({ projectId: true, description: true }),
    initialValues: template
      ? {
          name: template.name,
          title: template.title,
          priority: template.priority,
          estimateMinutes: template.estimateMinutes,
          checklist: template.checklist,
        }
      : { priority: "none" },
    onSubmit: async ({ checklist = [], ...values }) => {
      const lines = { ...values, checklist: checklist.map((line) => line.trim()).filter(Boolean) };
      if (template) await update.mutateAsync({ ...lines, id: template.id, version: template.version });
      else await create.mutateAsync({ ...lines, projectId });
      notifySuccess(`${values.name} saved`);
    },
  });
  const { field } = form;
  const checklist = field("checklist");
  return (
    <FormModal
      form={form}
      opened
      onClose={onClose}
      title={template ? `Edit ${template.name}` : "New task template"}
      submitLabel={template ? "Save" : "Add template"}
    >
      <TextField field={field("name")} autoFocus placeholder="Inspection" />
      <TextField field={field("title")} label="What is to be done" placeholder="Inspect the boiler house" />
      <FieldRow>
        <SelectField field={{ ...field("priority"), required: true }} options={priorityOptions} />
        <MinutesField field={field("estimateMinutes")} label="Estimate" />
      </FieldRow>
      <Textarea
        label="Checklist"
        description="One line each"
        error={checklist.error ?? Object.values(checklist.partErrors)[0]}
        autosize
        minRows={3}
        maxRows={12}
        value={(checklist.value ?? []).join("\n")}
        onChange={(event) => checklist.onChange(event.currentTarget.value.split("\n"))}
      />
    </FormModal>
  );
}
