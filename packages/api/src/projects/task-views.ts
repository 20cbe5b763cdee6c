import { taskBoardInput, taskBoardMoreInput } from "@steward/contracts/projects/board";
import { exportTasksInput } from "@steward/contracts/projects/task";
import { listMyTasksInput, taskRangeInput } from "@steward/contracts/projects/task-views";
import {
  countMyTasks,
  exportTasks,
  getMoreOfBoard,
  getTaskBoard,
  getTaskCalendar,
  getWorkload,
  listMyTasks,
} from "@steward/services/projects";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

/** The ways tasks are looked at beside the table: `projects.task.board` and the others. */
export const taskViews = {
  /** What the caller is to do, of all projects. */
  mine: can("projects.task.read")
    .input(listMyTasksInput)
    .query(({ ctx, input }) => listMyTasks(ctx, input)),
  mineCounts: can("projects.task.read")
    .input(z.void())
    .query(({ ctx }) => countMyTasks(ctx)),

  board: router({
    columns: can("projects.task.read")
      .input(taskBoardInput)
      .query(({ ctx, input }) => getTaskBoard(ctx, input)),
    more: can("projects.task.read")
      .input(taskBoardMoreInput)
      .query(({ ctx, input }) => getMoreOfBoard(ctx, input)),
  }),

  calendar: can("projects.task.read")
    .input(taskRangeInput)
    .query(({ ctx, input }) => getTaskCalendar(ctx, input)),
  workload: can("projects.task.read")
    .input(taskRangeInput)
    .query(({ ctx, input }) => getWorkload(ctx, input)),
  export: can("projects.task.export")
    .input(exportTasksInput)
    .query(({ ctx, input }) => exportTasks(ctx, input)),
};
