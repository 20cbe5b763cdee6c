import { definePermissions, office, staff } from "../kernel/permission.ts";

/** What a column of a project's workflow means; `done` and `cancelled` end a task. */
export const statusKinds = ["backlog", "todo", "inProgress", "review", "done", "cancelled"] as const;
export type StatusKind = (typeof statusKinds)[number];

/** By its number: sorts by urgency. */
export const priorities = ["none", "low", "medium", "high", "urgent"] as const;
export type Priority = (typeof priorities)[number];

/** How two tasks depend on each other: which end of the first holds back which end of the second (PMBOK, PDM). */
export const dependencyTypes = ["FS", "SS", "FF", "SF"] as const;
export type DependencyType = (typeof dependencyTypes)[number];

export const customFieldKinds = ["text", "number", "date", "choice", "checkbox"] as const;
export type CustomFieldKind = (typeof customFieldKinds)[number];

export const taskPermissions = definePermissions("projects.task", {
  read: { description: "See the tasks of projects they may see", roles: staff },
  write: { description: "Add, change and move tasks of projects they work in", roles: staff },
  remove: { description: "Remove tasks and bring them back", roles: office },
  export: { description: "Export tasks", roles: office },
});
