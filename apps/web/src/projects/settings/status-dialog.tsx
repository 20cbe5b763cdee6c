"use client";

import { createStatusInput, type StatusItem } from "@steward/contracts/projects/status";
import { FieldRow, FormModal, NumberField, notifySuccess, SelectField, TextField, useZodForm } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";
import { kindOptions } from "../task/kinds.ts";

interface StatusDialogProps {
  projectId: string;
  /** The one to change; without it a new one is added at the end. */
  status?: StatusItem;
  onClose: () => void;
}

/** What a status is called, what it means, and how much may stand in it. */
export function StatusDialog({ projectId, status, onClose }: StatusDialogProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.invalidate();
  const create = trpc.projects.status.create.useMutation({ onSuccess });
  const update = trpc.projects.status.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createStatusInput.omit({ projectId: true }),
    initialValues: status
      ? { name: status.name, kind: status.kind, wipLimit: status.wipLimit }
      : { kind: "inProgress" },
    onSubmit: async (values) => {
      if (!status) {
        await create.mutateAsync({ ...values, projectId });
        return notifySuccess(`${values.name} saved`);
      }
      const { id, version, ...before } = status;
      await update.mutateAsync({ ...values, id, version });
      // Another meaning may have ended all tasks that stand there.
      notifySuccess(`${values.name} saved`, { undo: () => update.mutateAsync({ id, ...before }) });
    },
  });
  const { field } = form;
  return (
    <FormModal
      form={form}
      opened
      onClose={onClose}
      title={status ? `Edit ${status.name}` : "New status"}
      submitLabel={status ? "Save" : "Add status"}
    >
      <TextField field={field("name")} autoFocus />
      <FieldRow>
        <SelectField field={field("kind")} label="Means" options={kindOptions} />
        <NumberField
          field={field("wipLimit")}
          label="At most"
          min={1}
          max={1000}
          description="Empty: any number of tasks"
        />
      </FieldRow>
    </FormModal>
  );
}
