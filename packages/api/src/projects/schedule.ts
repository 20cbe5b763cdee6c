import {
  applyScheduleInput,
  currentScheduleInput,
  previewScheduleInput,
  undoScheduleInput,
} from "@steward/contracts/projects/schedule";
import { applySchedule, getSchedule, previewSchedule, undoSchedule } from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

export const scheduleRouter = router({
  current: can("projects.task.read")
    .input(currentScheduleInput)
    .query(({ ctx, input }) => getSchedule(ctx, input.projectId)),
  preview: can("projects.task.read")
    .input(previewScheduleInput)
    .query(({ ctx, input }) => previewSchedule(ctx, input)),
  move: can("projects.task.write")
    .input(applyScheduleInput)
    .mutation(({ ctx, input }) => applySchedule(ctx, input)),
  undo: can("projects.task.write")
    .input(undoScheduleInput)
    .mutation(({ ctx, input }) => undoSchedule(ctx, input)),
});
