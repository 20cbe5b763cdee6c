import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema } from "../kernel/list.ts";
import { administrators, definePermissions } from "../kernel/permission.ts";
import { changesSchema, versionSchema } from "../kernel/record.ts";
import { nameSchema } from "../kernel/text.ts";

export const rolePermissions = definePermissions("org.role", {
  read: { description: "See the roles and what they may do", roles: administrators },
  write: { description: "Make roles from permissions, change and remove them", roles: administrators },
});

export const maxCustomRoles = 100;

const nameInput = nameSchema("Name the role", 60);
const descriptionInput = z.string().trim().max(300, "Use at most 300 characters");
/** Names from the table of permissions; the service refuses others, because that table is made from files like this one. */
const permissionsInput = z.array(z.string().max(100)).max(500);

export const createRoleInput = z.object({
  name: nameInput,
  description: descriptionInput.default(""),
  permissions: permissionsInput,
});
export type CreateRoleInput = z.infer<typeof createRoleInput>;

export const updateRoleInput = z.object({
  id: idSchema,
  name: nameInput.optional(),
  description: descriptionInput.optional(),
  permissions: permissionsInput.optional(),
  version: versionSchema,
});
export type UpdateRoleInput = z.infer<typeof updateRoleInput>;

const snapshot = { name: z.string(), permissions: z.array(z.string()) };
export const roleCreated = defineEvent("org.role.created", z.object(snapshot));
export const roleUpdated = defineEvent("org.role.updated", z.object({ name: z.string(), changes: changesSchema }));
export const roleRemoved = defineEvent("org.role.removed", z.object(snapshot));

export type RoleReason = "role.name_taken" | "role.in_use" | "role.too_many" | "role.permission_unknown";
