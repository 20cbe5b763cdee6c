import { z } from "zod";
import { listInput } from "../kernel/list.ts";
import { administrators, definePermissions } from "../kernel/permission.ts";

export const auditEventPermissions = definePermissions("org.auditEvent", {
  read: { description: "Read the record of who did what", roles: administrators },
});

export const auditEventSortFields = ["createdAt"] as const;
export const auditEventFilter = z.object({ name: z.string().max(100), entityId: z.uuid(), actorId: z.uuid() });
export const listAuditEventsInput = listInput(auditEventSortFields, auditEventFilter, "desc");
export type ListAuditEventsInput = z.infer<typeof listAuditEventsInput>;
