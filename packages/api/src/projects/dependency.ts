import { idInput } from "@steward/contracts";
import {
  createDependencyInput,
  listDependenciesInput,
  updateDependencyInput,
} from "@steward/contracts/projects/dependency";
import { createDependency, listDependencies, removeDependency, updateDependency } from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

export const dependencyRouter = router({
  list: can("projects.task.read")
    .input(listDependenciesInput)
    .query(({ ctx, input }) => listDependencies(ctx, input.taskId)),
  create: can("projects.task.write")
    .input(createDependencyInput)
    .mutation(({ ctx, input }) => createDependency(ctx, input)),
  update: can("projects.task.write")
    .input(updateDependencyInput)
    .mutation(({ ctx, input }) => updateDependency(ctx, input)),
  remove: can("projects.task.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeDependency(ctx, input.id)),
});
