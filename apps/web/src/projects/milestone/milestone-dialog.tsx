"use client";

import { createMilestoneInput, type MilestoneItem } from "@steward/contracts/projects/milestone";
import { DateField, FormModal, notifySuccess, TextAreaField, TextField, useZodForm } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";

interface MilestoneDialogProps {
  projectId: string;
  /** The one to change; without it a new one is added. */
  milestone?: MilestoneItem | undefined;
  onClose: () => void;
}

/** Adds a milestone, or changes one. */
export function MilestoneDialog({ projectId, milestone, onClose }: MilestoneDialogProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.invalidate();
  const create = trpc.projects.milestone.create.useMutation({ onSuccess });
  const update = trpc.projects.milestone.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createMilestoneInput.omit({ projectId: true }),
    initialValues: milestone
      ? { name: milestone.name, dueOn: milestone.dueOn, description: milestone.description }
      : {},
    onSubmit: async (values) => {
      if (milestone) await update.mutateAsync({ ...values, id: milestone.id, version: milestone.version });
      else await create.mutateAsync({ ...values, projectId });
      notifySuccess(`${values.name} saved`);
    },
  });
  return (
    <FormModal
      form={form}
      opened
      onClose={onClose}
      title={milestone ? `Edit ${milestone.name}` : "New milestone"}
      submitLabel={milestone ? "Save" : "Add milestone"}
    >
      <TextField field={form.field("name")} autoFocus />
      <DateField field={form.field("dueOn")} label="Due" />
      <TextAreaField field={form.field("description")} />
    </FormModal>
  );
}
