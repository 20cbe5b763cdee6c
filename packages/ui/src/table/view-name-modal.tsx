"use client";

import { useEffect } from "react";
import { z } from "zod";
import { SwitchField, TextField } from "../form/fields.tsx";
import { FormModal } from "../form/form-frame.tsx";
import { useZodForm } from "../form/use-zod-form.ts";

const viewNameSchema = z.object({
  name: z.string().trim().min(1, "Give the view a name").max(80, "At most 80 characters"),
  shared: z.boolean(),
});

interface ViewNameModalProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  initial?: string;
  withShared?: boolean;
  onSave: (view: { name: string; shared: boolean }) => Promise<void>;
}

/** Asks for a view's name, and whether colleagues see it. */
export function ViewNameModal({ opened, onClose, title, initial = "", withShared, onSave }: ViewNameModalProps) {
  const form = useZodForm({
    schema: viewNameSchema,
    initialValues: { name: initial, shared: false },
    onSubmit: onSave,
  });
  const { reset } = form;
  useEffect(() => {
    if (opened) reset({ name: initial, shared: false });
  }, [opened, initial]);
  return (
    <FormModal form={form} opened={opened} onClose={onClose} title={title} size="sm">
      <TextField field={form.field("name")} autoFocus />
      {withShared ? (
        <SwitchField
          field={form.field("shared")}
          label="Share with the organisation"
          description="Everyone who sees this list can pick it"
        />
      ) : null}
    </FormModal>
  );
}
