"use client";

import { type CycleItem, createCycleInput } from "@steward/contracts/projects/cycle";
import { DateField, FieldRow, FormModal, notifySuccess, TextAreaField, TextField, useZodForm } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";

interface CycleDialogProps {
  projectId: string;
  /** The one to change; without it a new one is added. */
  cycle?: CycleItem;
  onClose: () => void;
}

/** Adds a cycle, or changes one. */
export function CycleDialog({ projectId, cycle, onClose }: CycleDialogProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.invalidate();
  const create = trpc.projects.cycle.create.useMutation({ onSuccess });
  const update = trpc.projects.cycle.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createCycleInput.omit({ projectId: true }),
    initialValues: cycle ? { name: cycle.name, goal: cycle.goal, startOn: cycle.startOn, endOn: cycle.endOn } : {},
    onSubmit: async (values) => {
      if (cycle) await update.mutateAsync({ ...values, id: cycle.id, version: cycle.version });
      else await create.mutateAsync({ ...values, projectId });
      notifySuccess(`${values.name} saved`);
    },
  });
  const { field } = form;
  return (
    <FormModal
      form={form}
      opened
      onClose={onClose}
      title={cycle ? `Edit ${cycle.name}` : "New cycle"}
      submitLabel={cycle ? "Save" : "Add cycle"}
    >
      <TextField field={field("name")} autoFocus placeholder="Cycle 1" />
      <FieldRow>
        <DateField field={field("startOn")} label="First day" />
        <DateField field={field("endOn")} label="Last day" />
      </FieldRow>
      <TextAreaField field={field("goal")} description="What is to be there at its end" />
    </FormModal>
  );
}
