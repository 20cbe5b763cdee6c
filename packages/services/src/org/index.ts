export { type AuditEvent, listAuditEvents } from "./audit-event.ts";
export { getMember, listMembers, type Member, type Named } from "./member-queries.ts";
export { createSavedView, listSavedViews, removeSavedView, type SavedView, updateSavedView } from "./saved-view.ts";
export { updateTenant } from "./tenant.ts";
