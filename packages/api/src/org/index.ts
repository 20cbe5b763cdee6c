import { listAuditEventsInput } from "@steward/contracts/org/audit-event";
import { listMembersInput } from "@steward/contracts/org/member";
import { listAuditEvents, listMembers } from "@steward/services/org";
import { can, router } from "../kernel/procedure.ts";
import { savedViewRouter } from "./saved-view.ts";
import { tenantRouter } from "./tenant.ts";

/** The organisation itself: profile, people, views, and the record of what was done. */
export const orgRouter = router({
  auditEvent: router({
    list: can("org.auditEvent.read")
      .input(listAuditEventsInput)
      .query(({ ctx, input }) => listAuditEvents(ctx, input)),
  }),
  member: router({
    list: can("org.member.read")
      .input(listMembersInput)
      .query(({ ctx, input }) => listMembers(ctx, input)),
  }),
  savedView: savedViewRouter,
  tenant: tenantRouter,
});
