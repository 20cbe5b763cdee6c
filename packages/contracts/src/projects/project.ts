import { definePermissions, office, staff } from "../kernel/permission.ts";

/** What becomes of a project. Archived ones are kept out of lists and cannot be changed until they are taken back. */
export const projectStatuses = ["planned", "active", "onHold", "completed", "archived"] as const;
export type ProjectStatus = (typeof projectStatuses)[number];

/** `organisation`: everybody who may see projects. `private`: its members alone; to others it is not there. */
export const projectVisibilities = ["organisation", "private"] as const;
export type ProjectVisibility = (typeof projectVisibilities)[number];

/** What somebody may do in one project: run it, work in it, or look on. */
export const projectRoles = ["lead", "member", "viewer"] as const;
export type ProjectRole = (typeof projectRoles)[number];

export const projectPermissions = definePermissions("projects.project", {
  read: { description: "See projects that are not private, and those they belong to", roles: staff },
  write: { description: "Start projects, and change those they lead", roles: office },
  manage: { description: "Change any project that they may see", roles: ["owner", "admin", "manager", "productOwner"] },
  remove: { description: "Remove projects they lead and bring them back", roles: office },
});
