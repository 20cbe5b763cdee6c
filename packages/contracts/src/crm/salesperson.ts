import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { definePermissions, managers, staff } from "../kernel/permission.ts";
import { lineSchema, nameSchema, optionalEmailSchema } from "../kernel/text.ts";
import { changesSchema } from "./record.ts";

export const salespersonPermissions = definePermissions("crm.salesperson", {
  read: { description: "See who owns customers and deals", roles: staff },
  write: { description: "Add and change salespeople", roles: managers },
});

export const listSalespeopleInput = listInput(
  ["name", "createdAt"],
  z.object({ active: z.boolean(), office: z.array(z.string().max(200)).max(50) }),
);
export type ListSalespeopleInput = z.infer<typeof listSalespeopleInput>;

const salespersonFields = {
  name: nameSchema("Enter the name"),
  email: optionalEmailSchema,
  /** The member this is, where the person signs in. */
  memberId: idSchema.nullable(),
  managerName: lineSchema(),
  office: lineSchema(),
  active: z.boolean(),
};

export const createSalespersonInput = z.object(salespersonFields).partial().required({ name: true });
export type CreateSalespersonInput = z.infer<typeof createSalespersonInput>;

export const updateSalespersonInput = z
  .object(salespersonFields)
  .partial()
  .extend({ id: idSchema, version: z.number().int().optional() });
export type UpdateSalespersonInput = z.infer<typeof updateSalespersonInput>;

export const countSalespeopleInput = listSalespeopleInput.pick({ search: true, filter: true });
export type CountSalespeopleInput = z.infer<typeof countSalespeopleInput>;

export const salespersonCreated = defineEvent("crm.salesperson.created", z.object({ name: z.string() }));
export const salespersonUpdated = defineEvent("crm.salesperson.updated", z.object({ changes: changesSchema }));
