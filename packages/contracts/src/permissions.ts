import { approvalPermissions } from "./approvals/request.ts";
import { accountPermissions } from "./crm/account.ts";
import { activityPermissions } from "./crm/activity.ts";
import { contactPermissions } from "./crm/contact.ts";
import { dealPermissions } from "./crm/deal.ts";
import { importPermissions } from "./crm/import.ts";
import { leadPermissions } from "./crm/lead.ts";
import { locationPermissions } from "./crm/location.ts";
import { pipelinePermissions } from "./crm/pipeline.ts";
import { productPermissions } from "./crm/product.ts";
import { salespersonPermissions } from "./crm/salesperson.ts";
import { tagPermissions } from "./crm/tag.ts";
import { filePermissions } from "./files/file.ts";
import type { PermissionDefinition } from "./kernel/permission.ts";
import { type Role, roles } from "./kernel/role.ts";
import { liveEventPermissions } from "./live/event.ts";
import { conversationPermissions } from "./messaging/conversation.ts";
import { messagePermissions } from "./messaging/message.ts";
import { presencePermissions } from "./messaging/presence.ts";
import { notificationPermissions } from "./notifications/notification.ts";
import { notificationPreferencePermissions } from "./notifications/preference.ts";
import { accessPermissions } from "./org/access.ts";
import { apiKeyPermissions } from "./org/api-key.ts";
import { auditEventPermissions } from "./org/audit-event.ts";
import { businessCalendarPermissions } from "./org/business-calendar.ts";
import { divisionPermissions } from "./org/division.ts";
import { domainPermissions } from "./org/domain.ts";
import { invitationPermissions } from "./org/invitation.ts";
import { memberPermissions } from "./org/member.ts";
import { rolePermissions } from "./org/role.ts";
import { savedViewPermissions } from "./org/saved-view.ts";
import { tenantPermissions } from "./org/tenant.ts";
import { feedPermissions } from "./projects/feed.ts";
import { taskImportPermissions } from "./projects/import.ts";
import { labelPermissions } from "./projects/label.ts";
import { projectPermissions } from "./projects/project.ts";
import { taskPermissions } from "./projects/task.ts";
import { timeEntryPermissions } from "./time/entry.ts";
import { timesheetPermissions } from "./time/timesheet.ts";

/** Every permission there is, with what it means and who has it by default: one table for guards, screens and docs. */
export const permissions = {
  ...tenantPermissions,
  ...memberPermissions,
  ...invitationPermissions,
  ...rolePermissions,
  ...divisionPermissions,
  ...accessPermissions,
  ...apiKeyPermissions,
  ...domainPermissions,
  ...businessCalendarPermissions,
  ...auditEventPermissions,
  ...savedViewPermissions,
  ...liveEventPermissions,
  ...notificationPermissions,
  ...notificationPreferencePermissions,
  ...accountPermissions,
  ...contactPermissions,
  ...locationPermissions,
  ...importPermissions,
  ...activityPermissions,
  ...tagPermissions,
  ...salespersonPermissions,
  ...leadPermissions,
  ...dealPermissions,
  ...pipelinePermissions,
  ...productPermissions,
  ...filePermissions,
  ...conversationPermissions,
  ...messagePermissions,
  ...presencePermissions,
  ...labelPermissions,
  ...projectPermissions,
  ...taskPermissions,
  ...taskImportPermissions,
  ...feedPermissions,
  ...timeEntryPermissions,
  ...timesheetPermissions,
  ...approvalPermissions,
} as const satisfies Record<string, PermissionDefinition>;

export type Permission = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as Permission[];

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name);
}

/** What every member may do, whatever the role: a role of the organisation's own making always includes it. */
export const everyMemberMay: ReadonlySet<Permission> = new Set(
  permissionNames.filter((name) =>
    roles.every((role) => (permissions[name] as PermissionDefinition).roles.includes(role)),
  ),
);

/** What the administration is there for: running the organisation, as even a manager, who leads work in it, does not. */
const administration: ReadonlySet<Permission> = new Set(
  permissionNames.filter(
    (name) => name.startsWith("org.") && !(permissions[name] as PermissionDefinition).roles.includes("manager"),
  ),
);

/** Whether the administration has anything for somebody who may do this, by whichever role. */
export function administers(held: ReadonlySet<Permission>): boolean {
  return [...administration].some((permission) => held.has(permission));
}

const byRole = new Map<Role, ReadonlySet<Permission>>();

/** What a role may do. The only place where a role turns into permissions. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  const known = byRole.get(role);
  if (known) return known;
  const granted = new Set(
    permissionNames.filter((name) => (permissions[name] as PermissionDefinition).roles.includes(role)),
  );
  byRole.set(role, granted);
  return granted;
}
