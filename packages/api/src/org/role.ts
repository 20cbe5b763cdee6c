import { idInput } from "@steward/contracts";
import { createRoleInput, updateRoleInput } from "@steward/contracts/org/role";
import { createRole, listRoles, removeRole, updateRole } from "@steward/services/org";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

export const roleRouter = router({
  /** The common roles and the organisation's own, with what each permits. */
  list: can("org.role.read")
    .input(z.void())
    .query(({ ctx }) => listRoles(ctx)),

  create: can("org.role.write")
    .input(createRoleInput)
    .mutation(({ ctx, input }) => createRole(ctx, input)),
  update: can("org.role.write")
    .input(updateRoleInput)
    .mutation(({ ctx, input }) => updateRole(ctx, input)),
  remove: can("org.role.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeRole(ctx, input.id)),
});
