import { z } from "zod";
import { securityEventNames } from "../auth/security-event.ts";
import { listInput } from "../kernel/list.ts";

export const securityEventSortFields = ["createdAt"] as const;
export const securityEventFilter = z.object({
  name: z.enum(securityEventNames),
  userId: z.uuid(),
  actorId: z.uuid(),
  tenantId: z.uuid(),
});
export const listSecurityEventsInput = listInput(securityEventSortFields, securityEventFilter, "desc");
export type ListSecurityEventsInput = z.infer<typeof listSecurityEventsInput>;
