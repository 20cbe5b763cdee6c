"use client";

import { type CustomFieldItem, createCustomFieldInput } from "@steward/contracts/projects/custom-field";
import { type CustomFieldKind, customFieldKinds } from "@steward/contracts/projects/task";
import { FormModal, notifySuccess, SelectField, SwitchField, TagsField, TextField, useZodForm } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";

export const fieldKindLabels: Record<CustomFieldKind, string> = {
  text: "Text",
  number: "Number",
  date: "Date",
  choice: "Choice",
  checkbox: "Yes or no",
};
const kindOptions = customFieldKinds.map((value) => ({ value, label: fieldKindLabels[value] }));

interface CustomFieldDialogProps {
  projectId: string;
  /** The one to change; without it a new one is added at the end. */
  field?: CustomFieldItem | undefined;
  onClose: () => void;
}

/** What a field asks, and what may be answered. What kind it is stays: the answers that are there are of it. */
export function CustomFieldDialog({ projectId, field: present, onClose }: CustomFieldDialogProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.invalidate();
  const create = trpc.projects.customField.create.useMutation({ onSuccess });
  const update = trpc.projects.customField.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: createCustomFieldInput.omit({ projectId: true }),
    initialValues: present
      ? { name: present.name, kind: present.kind, options: present.options, isRequired: present.isRequired }
      : { kind: "text" },
    onSubmit: async ({ kind, ...values }) => {
      if (present) await update.mutateAsync({ ...values, id: present.id, version: present.version });
      else await create.mutateAsync({ ...values, kind, projectId });
      notifySuccess(`${values.name} saved`);
    },
  });
  const { field } = form;
  return (
    <FormModal
      form={form}
      opened
      onClose={onClose}
      title={present ? `Edit ${present.name}` : "New field"}
      submitLabel={present ? "Save" : "Add field"}
    >
      <TextField field={field("name")} autoFocus />
      <SelectField field={field("kind")} label="Kind" options={kindOptions} disabled={present !== undefined} />
      {form.values.kind === "choice" ? (
        <TagsField field={field("options")} label="Choices" description="Enter adds one" />
      ) : null}
      <SwitchField field={field("isRequired")} label="Every task has to say it" />
    </FormModal>
  );
}
