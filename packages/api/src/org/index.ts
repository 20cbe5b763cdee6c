import { router } from "../kernel/procedure.ts";
import { savedViewRouter } from "./saved-view.ts";
import { tenantRouter } from "./tenant.ts";

/** The organisation itself: profile, people, views, and the record of what was done. */
export const orgRouter = router({
  savedView: savedViewRouter,
  tenant: tenantRouter,
});
