import { definePermissions, managers, staff } from "../kernel/permission.ts";

export const timeEntryPermissions = definePermissions("time.entry", {
  read: {
    description: "See time",
    roles: staff,
    rows: { reach: "own", allWith: "time.entry.manage" },
  },
  write: {
    description: "Log time",
    roles: staff,
    rows: { reach: "own", allWith: "time.entry.manage" },
  },
  manage: { description: "See and correct everybody's time", roles: managers },
  export: { description: "Export time", roles: managers },
});
