import { z } from "zod";
import { idInput, idSchema } from "../kernel/list.ts";
import { nameSchema } from "../kernel/text.ts";

export const maxChecklistItems = 200;
const textSchema = nameSchema("Say what is to be ticked off", 500);

/** At the end. */
export const createChecklistItemInput = z.object({ taskId: idSchema, text: textSchema });
export type CreateChecklistItemInput = z.infer<typeof createChecklistItemInput>;

export const updateChecklistItemInput = idInput.extend({
  text: textSchema.optional(),
  isDone: z.boolean().optional(),
});
export type UpdateChecklistItemInput = z.infer<typeof updateChecklistItemInput>;

/** Below that line; null: on top. */
export const moveChecklistItemInput = idInput.extend({ afterId: idSchema.nullable() });
export type MoveChecklistItemInput = z.infer<typeof moveChecklistItemInput>;

/** A line to tick off. */
export interface ChecklistItem {
  id: string;
  text: string;
  doneAt: Date | null;
}

/** Reasons this resource refuses with. */
export type ChecklistReason = "checklist.too_long";
