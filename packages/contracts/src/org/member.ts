import { z } from "zod";
import { listInput } from "../kernel/list.ts";
import { definePermissions, staff } from "../kernel/permission.ts";
import { roleSchema } from "../kernel/role.ts";

export const memberPermissions = definePermissions("org.member", {
  read: { description: "See who works in the organisation", roles: staff },
});

export const memberSortFields = ["name", "email", "createdAt"] as const;
export const memberFilter = z.object({ role: z.array(roleSchema), disabled: z.boolean() });
export const listMembersInput = listInput(memberSortFields, memberFilter);
export type ListMembersInput = z.infer<typeof listMembersInput>;
