import { listAuditEventsInput } from "@steward/contracts/org/audit-event";
import { listAuditEvents } from "@steward/services/org";
import { can, router } from "../kernel/procedure.ts";
import { accessRouter } from "./access.ts";
import { divisionRouter } from "./division.ts";
import { invitationRouter } from "./invitation.ts";
import { memberRouter } from "./member.ts";
import { roleRouter } from "./role.ts";
import { savedViewRouter } from "./saved-view.ts";
import { tenantRouter } from "./tenant.ts";

/** The organisation itself: profile, people, views, and the record of what was done. */
export const orgRouter = router({
  access: accessRouter,
  auditEvent: router({
    list: can("org.auditEvent.read")
      .input(listAuditEventsInput)
      .query(({ ctx, input }) => listAuditEvents(ctx, input)),
  }),
  division: divisionRouter,
  invitation: invitationRouter,
  member: memberRouter,
  role: roleRouter,
  savedView: savedViewRouter,
  tenant: tenantRouter,
});
