import { z } from "zod";
import { idInput, idSchema } from "../kernel/list.ts";
import { versionSchema } from "../kernel/record.ts";
import { nameSchema } from "../kernel/text.ts";
import { type StatusKind, statusKinds } from "./task.ts";

export const maxStatuses = 20;

/** The columns a new project begins with. */
export const defaultStatuses = [
  { name: "Backlog", kind: "backlog" },
  { name: "To do", kind: "todo" },
  { name: "In progress", kind: "inProgress" },
  { name: "Review", kind: "review" },
  { name: "Done", kind: "done" },
  { name: "Cancelled", kind: "cancelled" },
] as const satisfies readonly { name: string; kind: StatusKind }[];

const statusFields = {
  name: nameSchema("Name the status", 50),
  kind: z.enum(statusKinds),
  /** How many tasks may stand in it at once; null: any number. More are shown, not refused. */
  wipLimit: z.number().int().min(1).max(1_000).nullable(),
};

export const listStatusesInput = z.object({ projectId: idSchema });

/** At the end of the workflow. */
export const createStatusInput = z.object({
  projectId: idSchema,
  name: statusFields.name,
  kind: statusFields.kind,
  wipLimit: statusFields.wipLimit.optional(),
});
export type CreateStatusInput = z.infer<typeof createStatusInput>;

export const updateStatusInput = z.object(statusFields).partial().extend({ id: idSchema, version: versionSchema });
export type UpdateStatusInput = z.infer<typeof updateStatusInput>;

/** All of the project's statuses in their new order. */
export const reorderStatusesInput = z.object({ projectId: idSchema, ids: z.array(idSchema).min(1).max(maxStatuses) });
export type ReorderStatusesInput = z.infer<typeof reorderStatusesInput>;

/** `moveToId`: where its tasks go; required while there are any. */
export const removeStatusInput = idInput.extend({ moveToId: idSchema.optional() });
export type RemoveStatusInput = z.infer<typeof removeStatusInput>;

export interface StatusItem {
  id: string;
  name: string;
  kind: StatusKind;
  /** Null: any number of tasks. */
  wipLimit: number | null;
  version: number;
}

/** Reasons this resource refuses with. */
export type StatusReason =
  | "status.elsewhere"
  | "status.has_tasks"
  | "status.last_open"
  | "status.last_ended"
  | "status.name_taken"
  | "status.order_incomplete"
  | "status.too_many";
