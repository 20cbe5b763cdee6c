import { router } from "../kernel/procedure.ts";
import { accessRouter } from "./access.ts";
import { apiKeyRouter } from "./api-key.ts";
import { auditEventRouter } from "./audit-event.ts";
import { businessCalendarRouter } from "./business-calendar.ts";
import { divisionRouter } from "./division.ts";
import { domainRouter } from "./domain.ts";
import { invitationRouter } from "./invitation.ts";
import { memberRouter } from "./member.ts";
import { roleRouter } from "./role.ts";
import { savedViewRouter } from "./saved-view.ts";
import { tenantRouter } from "./tenant.ts";

/** The organisation itself: profile, people, views, and the record of what was done. */
export const orgRouter = router({
  access: accessRouter,
  apiKey: apiKeyRouter,
  auditEvent: auditEventRouter,
  businessCalendar: businessCalendarRouter,
  domain: domainRouter,
  division: divisionRouter,
  invitation: invitationRouter,
  member: memberRouter,
  role: roleRouter,
  savedView: savedViewRouter,
  tenant: tenantRouter,
});
