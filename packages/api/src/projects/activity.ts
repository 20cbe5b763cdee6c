import { listActivityInput } from "@steward/contracts/projects/activity";
import { listActivity } from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** What happened in a project. */
export const activityRouter = router({
  list: can("projects.project.read")
    .input(listActivityInput)
    .query(({ ctx, input }) => listActivity(ctx, input)),
});
