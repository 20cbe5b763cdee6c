import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema } from "../kernel/list.ts";
import { administrators, definePermissions, staff } from "../kernel/permission.ts";
import { changesSchema, versionSchema } from "../kernel/record.ts";
import { nameSchema } from "../kernel/text.ts";

export const divisionPermissions = definePermissions("org.division", {
  read: { description: "See the divisions and who belongs to them", roles: staff },
  write: { description: "Make, move and remove divisions, and choose who belongs to them", roles: administrators },
});

/** More than a tree on one screen can show. */
export const maxDivisions = 1_000;
/** Levels, the top one included. */
export const maxDivisionDepth = 12;

const nameInput = nameSchema("Name the division", 120);

/** A parent of null stands for the top of the tree. */
export const createDivisionInput = z.object({ name: nameInput, parentId: idSchema.nullable().default(null) });
export type CreateDivisionInput = z.infer<typeof createDivisionInput>;

export const updateDivisionInput = z.object({
  id: idSchema,
  name: nameInput.optional(),
  parentId: idSchema.nullable().optional(),
  version: versionSchema,
});
export type UpdateDivisionInput = z.infer<typeof updateDivisionInput>;

export const divisionMemberInput = z.object({ id: idSchema, memberId: idSchema });
export type DivisionMemberInput = z.infer<typeof divisionMemberInput>;

const about = z.object({ name: z.string(), parentId: z.string().nullable() });
export const divisionCreated = defineEvent("org.division.created", about);
export const divisionUpdated = defineEvent(
  "org.division.updated",
  z.object({ name: z.string(), changes: changesSchema }),
);
export const divisionRemoved = defineEvent("org.division.removed", about.extend({ members: z.number().int() }));
const placed = z.object({ name: z.string(), memberId: z.string(), memberName: z.string() });
export const divisionMemberAdded = defineEvent("org.division.memberAdded", placed);
export const divisionMemberRemoved = defineEvent("org.division.memberRemoved", placed);

export type DivisionReason =
  | "division.name_taken"
  | "division.cycle"
  | "division.too_deep"
  | "division.too_many"
  | "division.has_children";
