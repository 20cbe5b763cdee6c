import { idInput } from "@steward/contracts";
import { createDivisionInput, divisionMemberInput, updateDivisionInput } from "@steward/contracts/org/division";
import {
  addDivisionMember,
  createDivision,
  listDivisions,
  removeDivision,
  removeDivisionMember,
  updateDivision,
} from "@steward/services/org";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

export const divisionRouter = router({
  /** The whole tree. */
  list: can("org.division.read")
    .input(z.void())
    .query(({ ctx }) => listDivisions(ctx)),

  create: can("org.division.write")
    .input(createDivisionInput)
    .mutation(({ ctx, input }) => createDivision(ctx, input)),
  update: can("org.division.write")
    .input(updateDivisionInput)
    .mutation(({ ctx, input }) => updateDivision(ctx, input)),
  remove: can("org.division.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeDivision(ctx, input.id)),

  addMember: can("org.division.write")
    .input(divisionMemberInput)
    .mutation(({ ctx, input }) => addDivisionMember(ctx, input)),
  removeMember: can("org.division.write")
    .input(divisionMemberInput)
    .mutation(({ ctx, input }) => removeDivisionMember(ctx, input)),
});
