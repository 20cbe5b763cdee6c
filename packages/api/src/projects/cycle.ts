import { idInput, idsInput } from "@steward/contracts";
import {
  completeCycleInput,
  createCycleInput,
  listCyclesInput,
  updateCycleInput,
} from "@steward/contracts/projects/cycle";
import {
  completeCycle,
  createCycle,
  getBurndown,
  listCycles,
  removeParts,
  restoreParts,
  updateCycle,
} from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** Stretches of time that a team plans its work by. */
export const cycleRouter = router({
  list: can("projects.project.read")
    .input(listCyclesInput)
    .query(({ ctx, input }) => listCycles(ctx, input.projectId)),
  burndown: can("projects.project.read")
    .input(idInput)
    .query(({ ctx, input }) => getBurndown(ctx, input.id)),
  create: can("projects.project.write")
    .input(createCycleInput)
    .mutation(({ ctx, input }) => createCycle(ctx, input)),
  update: can("projects.project.write")
    .input(updateCycleInput)
    .mutation(({ ctx, input }) => updateCycle(ctx, input)),
  complete: can("projects.project.write")
    .input(completeCycleInput)
    .mutation(({ ctx, input }) => completeCycle(ctx, input)),
  remove: can("projects.project.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeParts(ctx, "cycle", input.ids)),
  restore: can("projects.project.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreParts(ctx, "cycle", input.ids)),
});
