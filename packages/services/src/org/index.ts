export { createSavedView, listSavedViews, removeSavedView, type SavedView, updateSavedView } from "./saved-view.ts";
export { updateTenant } from "./tenant.ts";
