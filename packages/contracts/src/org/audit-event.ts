import { z } from "zod";
import { listInput } from "../kernel/list.ts";
import { administrators, definePermissions } from "../kernel/permission.ts";
import { dayRangeSchema } from "../kernel/range.ts";

export const auditEventPermissions = definePermissions("org.auditEvent", {
  read: { description: "Read the record of who did what", roles: administrators },
  export: { description: "Export the record of who did what", roles: administrators },
});

export const auditEventSortFields = ["createdAt"] as const;
export const auditEventFilter = z.object({
  /** What happened: `crm.deal.won`. */
  name: z.string().max(100),
  /** To what kind of record: `crm.deal`. */
  address: z.string().max(100),
  entityId: z.uuid(),
  actorId: z.uuid(),
  requestId: z.string().max(100),
  /** Days of the organisation, both included. */
  on: dayRangeSchema,
});
/** `search` takes an actor's name, a word of the event's name, or a whole record id. */
export const listAuditEventsInput = listInput(auditEventSortFields, auditEventFilter, "desc");
export type ListAuditEventsInput = z.infer<typeof listAuditEventsInput>;

/** Larger stretches than a screen shows: a file is made of a few of them. */
export const exportAuditEventsInput = listAuditEventsInput.extend({
  limit: z.number().int().min(1).max(2000).default(1000),
});
export type ExportAuditEventsInput = z.infer<typeof exportAuditEventsInput>;
