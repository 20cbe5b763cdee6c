export {
  type AccessExplanation,
  type AccessMatrix,
  accessMatrixOf,
  explainAccess,
  getAccessMatrix,
  type MatrixRole,
  type ProcedureFacts,
} from "./access.ts";
export { type ApiKey, createApiKey, listApiKeys, revokeApiKey } from "./api-key.ts";
export { type AuditEvent, type AuditExportChunk, exportAuditEvents, listAuditEvents } from "./audit-event.ts";
export {
  addHolidays,
  createBusinessCalendar,
  removeBusinessCalendar,
  removeHoliday,
  restoreBusinessCalendar,
  setDefaultBusinessCalendar,
  updateBusinessCalendar,
} from "./business-calendar.ts";
export {
  type BusinessCalendarDetail,
  type BusinessCalendarItem,
  calendarOf,
  getBusinessCalendar,
  listBusinessCalendars,
} from "./business-calendar-queries.ts";
export { createRole, removeRole, updateRole } from "./custom-role.ts";
export { type ChosenRole, roleLabel } from "./custom-role-choice.ts";
export { type CustomRole, listRoles, type RoleList, type StandardRole } from "./custom-role-queries.ts";
export {
  addDivisionMember,
  createDivision,
  type Division,
  removeDivision,
  removeDivisionMember,
  updateDivision,
} from "./division.ts";
export { type DivisionNode, listDivisions } from "./division-queries.ts";
export {
  type CustomDomain,
  claimDomain,
  type DomainProof,
  getDomain,
  lookUpDomain,
  removeDomain,
  verifyDomain,
} from "./domain.ts";
export {
  createInvitations,
  type InvitationAnswer,
  type InvitationSite,
  mayBeInvited,
  resendInvitation,
  revokeInvitation,
} from "./invitation.ts";
export { getInvitation, type Invitation, listInvitations, stillOpen } from "./invitation-queries.ts";
export { hashInvitationToken } from "./invitation-token.ts";
export { tellWhoInvited } from "./invitee-joined.ts";
export { disableMember, enableMember, leaveTenant, removeMember, updateMemberRole } from "./member.ts";
export { type MemberWithRole, mayStillInvite } from "./member-authority.ts";
export { getMember, listMembers, type Member, type Named } from "./member-queries.ts";
export { createSavedView, listSavedViews, removeSavedView, type SavedView, updateSavedView } from "./saved-view.ts";
export { updateTenant } from "./tenant.ts";
export { requestDeletion } from "./tenant-deletion.ts";
export { getSecurity, type TenantSecurity, updateSecurity } from "./tenant-security.ts";
