import { idInput, idsInput } from "@steward/contracts";
import {
  completeActivityInput,
  countActivitiesInput,
  countTasksInput,
  createActivityInput,
  listActivitiesInput,
  listTasksInput,
  updateActivityInput,
} from "@steward/contracts/crm/activity";
import {
  completeActivity,
  countActivities,
  countTasks,
  createActivity,
  getActivity,
  listActivities,
  listTasks,
  removeActivities,
  restoreActivities,
  updateActivity,
} from "@steward/services/crm";
import { can, router } from "../kernel/procedure.ts";

export const activityRouter = router({
  list: can("crm.activity.read")
    .input(listActivitiesInput)
    .query(({ ctx, input }) => listActivities(ctx, input)),
  count: can("crm.activity.read")
    .input(countActivitiesInput)
    .query(({ ctx, input }) => countActivities(ctx, input)),
  byId: can("crm.activity.read")
    .input(idInput)
    .query(({ ctx, input }) => getActivity(ctx, input.id)),
  /** What is overdue, due today, due later or done. */
  tasks: can("crm.activity.read")
    .input(listTasksInput)
    .query(({ ctx, input }) => listTasks(ctx, input)),
  taskCounts: can("crm.activity.read")
    .input(countTasksInput)
    .query(({ ctx, input }) => countTasks(ctx, input)),

  create: can("crm.activity.write")
    .input(createActivityInput)
    .mutation(({ ctx, input }) => createActivity(ctx, input)),
  update: can("crm.activity.write")
    .input(updateActivityInput)
    .mutation(({ ctx, input }) => updateActivity(ctx, input)),
  complete: can("crm.activity.write")
    .input(completeActivityInput)
    .mutation(({ ctx, input }) => completeActivity(ctx, input)),
  remove: can("crm.activity.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeActivities(ctx, input.ids)),
  restore: can("crm.activity.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreActivities(ctx, input.ids)),
});
