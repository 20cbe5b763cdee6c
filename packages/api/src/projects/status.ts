import {
  createStatusInput,
  listStatusesInput,
  removeStatusInput,
  reorderStatusesInput,
  updateStatusInput,
} from "@steward/contracts/projects/status";
import { createStatus, listWorkflow, removeStatus, reorderStatuses, updateStatus } from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** The columns of a project's workflow. */
export const statusRouter = router({
  list: can("projects.project.read")
    .input(listStatusesInput)
    .query(({ ctx, input }) => listWorkflow(ctx, input.projectId)),
  create: can("projects.project.write")
    .input(createStatusInput)
    .mutation(({ ctx, input }) => createStatus(ctx, input)),
  update: can("projects.project.write")
    .input(updateStatusInput)
    .mutation(({ ctx, input }) => updateStatus(ctx, input)),
  reorder: can("projects.project.write")
    .input(reorderStatusesInput)
    .mutation(({ ctx, input }) => reorderStatuses(ctx, input)),
  remove: can("projects.project.write")
    .input(removeStatusInput)
    .mutation(({ ctx, input }) => removeStatus(ctx, input)),
});
