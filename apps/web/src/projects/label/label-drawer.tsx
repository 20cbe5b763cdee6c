"use client";

import { createLabelInput } from "@steward/contracts/projects/label";
import { FormDrawer, notifySuccess, TextAreaField, TextField, useZodForm } from "@steward/ui";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { ColourSelect } from "./label-select.tsx";

export type LabelRow = RouterOutputs["projects"]["label"]["list"]["items"][number];

interface LabelDrawerProps {
  opened: boolean;
  onClose: () => void;
  /** The label to change; without one a new one is added. */
  label?: LabelRow | undefined;
}

/** Adds a label, or changes one. */
export function LabelDrawer({ opened, onClose, label }: LabelDrawerProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.label.invalidate();
  const create = trpc.projects.label.create.useMutation({ onSuccess });
  const update = trpc.projects.label.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createLabelInput,
    initialValues: label ?? {},
    onSubmit: async (values) => {
      if (label) await update.mutateAsync({ ...values, id: label.id, version: label.version });
      else await create.mutateAsync(values);
      notifySuccess(`${values.name} saved`);
    },
  });
  return (
    <FormDrawer
      form={form}
      opened={opened}
      onClose={onClose}
      title={label ? `Edit ${label.name}` : "New label"}
      submitLabel={label ? "Save" : "Add label"}
    >
      <TextField field={form.field("name")} autoFocus />
      <ColourSelect value={form.values.colour ?? "grey"} onChange={(colour) => form.setValue("colour", colour)} />
      <TextAreaField field={form.field("description")} />
    </FormDrawer>
  );
}
