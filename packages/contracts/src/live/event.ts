import { definePermissions } from "../kernel/permission.ts";
import { roles } from "../kernel/role.ts";

/** Nobody hears more than they may read: see `mayHear`. */
export const liveEventPermissions = definePermissions("live.event", {
  read: { description: "Hear of changes as they happen", roles },
});
