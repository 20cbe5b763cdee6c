import { z } from "zod";
import { idSchema } from "../kernel/list.ts";
import { nameSchema, textSchema } from "../kernel/text.ts";
import { type CustomFieldItem, maxCustomFields } from "./custom-field.ts";
import { customValuesSchema } from "./task.ts";

export const currentIntakeInput = z.object({ projectId: idSchema });

export const configureIntakeInput = z.object({
  projectId: idSchema,
  title: nameSchema("Say what is asked for here"),
  introduction: textSchema(2_000).optional(),
  isOpen: z.boolean().default(true),
  /** The custom fields it asks for, in order. */
  fieldIds: z.array(idSchema).max(maxCustomFields).default([]),
});
export type ConfigureIntakeInput = z.infer<typeof configureIntakeInput>;

export const submitIntakeInput = z.object({
  projectId: idSchema,
  title: nameSchema("Say in a few words what you need", 500),
  details: textSchema().optional(),
  customFields: customValuesSchema.default({}),
});
export type SubmitIntakeInput = z.infer<typeof submitIntakeInput>;

/** How everybody in the organisation asks something of a project without working in it. */
export interface IntakeForm {
  projectId: string;
  /** Of the project. */
  projectName: string;
  title: string;
  introduction: string | null;
  isOpen: boolean;
  fields: CustomFieldItem[];
}

/** What became of a request. */
export interface IntakeReceipt {
  taskId: string;
  key: string;
}

/** More in an hour of one person who does not work in the project is a script, or a mistake. */
export const maxIntakePerHour = 20;

/** Reasons this resource refuses with. */
export type IntakeReason = "intake.closed" | "intake.too_many";
