import { idInput, idsInput } from "@steward/contracts";
import {
  countTasksInput,
  createTaskInput,
  listTasksInput,
  moveTaskInput,
  taskByIdInput,
  undoTaskChangeInput,
  updateManyTasksInput,
  updateTaskInput,
} from "@steward/contracts/projects/task";
import {
  countTasks,
  createTask,
  getTask,
  getTaskHistory,
  listTasks,
  moveTask,
  removeTasks,
  restoreTasks,
  undoTaskChange,
  unwatchTask,
  updateManyTasks,
  updateTask,
  watchTask,
} from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";
import { taskViews } from "./task-views.ts";

/** What is to be done, one by one and together. */
export const taskRouter = router({
  ...taskViews,

  list: can("projects.task.read")
    .input(listTasksInput)
    .query(({ ctx, input }) => listTasks(ctx, input)),
  count: can("projects.task.read")
    .input(countTasksInput)
    .query(({ ctx, input }) => countTasks(ctx, input)),
  byId: can("projects.task.read")
    .input(taskByIdInput)
    .query(({ ctx, input }) => getTask(ctx, input)),
  history: can("projects.task.read")
    .input(idInput)
    .query(({ ctx, input }) => getTaskHistory(ctx, input.id)),
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
  /** Takes a change of its history back. */
  undo: can("projects.task.write")
    .input(undoTaskChangeInput)
    .mutation(({ ctx, input }) => undoTaskChange(ctx, input)),
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
