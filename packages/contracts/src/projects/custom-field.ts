import { z } from "zod";
import { idInput, idSchema } from "../kernel/list.ts";
import { versionSchema } from "../kernel/record.ts";
import { nameSchema } from "../kernel/text.ts";
import { type CustomFieldKind, customFieldKinds } from "./task.ts";

export const maxCustomFields = 50;

const fieldFields = {
  name: nameSchema("Name the field", 80),
  /** Of a choice: what may be chosen. */
  options: z.array(nameSchema("Name the option", 100)).max(100),
  isRequired: z.boolean(),
};

export const listCustomFieldsInput = z.object({ projectId: idSchema });

export const createCustomFieldInput = z
  .object({ ...fieldFields, projectId: idSchema, kind: z.enum(customFieldKinds) })
  .partial()
  .required({ projectId: true, name: true, kind: true });
export type CreateCustomFieldInput = z.infer<typeof createCustomFieldInput>;

/** What kind it is stays: the answers that are there are of it. */
export const updateCustomFieldInput = z
  .object(fieldFields)
  .partial()
  .extend({ ...idInput.shape, version: versionSchema });
export type UpdateCustomFieldInput = z.infer<typeof updateCustomFieldInput>;

export const reorderCustomFieldsInput = z.object({
  projectId: idSchema,
  ids: z.array(idSchema).min(1).max(maxCustomFields),
});
export type ReorderCustomFieldsInput = z.infer<typeof reorderCustomFieldsInput>;

/** What a project asks of its tasks besides. */
export interface CustomFieldItem {
  id: string;
  name: string;
  kind: CustomFieldKind;
  options: string[];
  isRequired: boolean;
  version: number;
}

/** Reasons this resource refuses with. */
export type CustomFieldReason =
  | "customField.name_taken"
  | "customField.options_missing"
  | "customField.order_incomplete"
  | "customField.too_many";
