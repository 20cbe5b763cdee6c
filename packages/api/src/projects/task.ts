import { idInput, idsInput } from "@steward/contracts";
import { taskBoardInput, taskBoardMoreInput } from "@steward/contracts/projects/board";
import {
  countTasksInput,
  createTaskInput,
  listMyTasksInput,
  listTasksInput,
  moveTaskInput,
  taskByIdInput,
  updateManyTasksInput,
  updateTaskInput,
} from "@steward/contracts/projects/task";
import {
  countMyTasks,
  countTasks,
  createTask,
  getMoreOfBoard,
  getTask,
  getTaskBoard,
  listMyTasks,
  listTasks,
  moveTask,
  removeTasks,
  restoreTasks,
  unwatchTask,
  updateManyTasks,
  updateTask,
  watchTask,
} from "@steward/services/projects";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

/** What is to be done: as a table, as a board, and one by one. */
export const taskRouter = router({
  list: can("projects.task.read")
    .input(listTasksInput)
    .query(({ ctx, input }) => listTasks(ctx, input)),
  count: can("projects.task.read")
    .input(countTasksInput)
    .query(({ ctx, input }) => countTasks(ctx, input)),
  byId: can("projects.task.read")
    .input(taskByIdInput)
    .query(({ ctx, input }) => getTask(ctx, input)),
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

  create: can("projects.task.write")
    .input(createTaskInput)
    .mutation(({ ctx, input }) => createTask(ctx, input)),
  update: can("projects.task.write")
    .input(updateTaskInput)
    .mutation(({ ctx, input }) => updateTask(ctx, input)),
  updateMany: can("projects.task.write")
    .input(updateManyTasksInput)
    .mutation(({ ctx, input }) => updateManyTasks(ctx, input)),
  move: can("projects.task.write")
    .input(moveTaskInput)
    .mutation(({ ctx, input }) => moveTask(ctx, input)),
  remove: can("projects.task.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeTasks(ctx, input.ids)),
  restore: can("projects.task.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreTasks(ctx, input.ids)),

  watch: can("projects.task.read")
    .input(idInput)
    .mutation(({ ctx, input }) => watchTask(ctx, input.id)),
  unwatch: can("projects.task.read")
    .input(idInput)
    .mutation(({ ctx, input }) => unwatchTask(ctx, input.id)),
});
