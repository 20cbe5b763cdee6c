import { idsInput } from "@steward/contracts";
import { createMilestoneInput, listMilestonesInput, updateMilestoneInput } from "@steward/contracts/projects/milestone";
import {
  createMilestone,
  listMilestones,
  removeParts,
  restoreParts,
  updateMilestone,
} from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** Days by which something is to be there. */
export const milestoneRouter = router({
  list: can("projects.project.read")
    .input(listMilestonesInput)
    .query(({ ctx, input }) => listMilestones(ctx, input.projectId)),
  create: can("projects.project.write")
    .input(createMilestoneInput)
    .mutation(({ ctx, input }) => createMilestone(ctx, input)),
  update: can("projects.project.write")
    .input(updateMilestoneInput)
    .mutation(({ ctx, input }) => updateMilestone(ctx, input)),
  remove: can("projects.project.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeParts(ctx, "milestone", input.ids)),
  restore: can("projects.project.write")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreParts(ctx, "milestone", input.ids)),
});
