export { type AuditEvent, listAuditEvents } from "./audit-event.ts";
export { listMembers, type Member } from "./member.ts";
export { createSavedView, listSavedViews, removeSavedView, type SavedView, updateSavedView } from "./saved-view.ts";
export { updateTenant } from "./tenant.ts";
