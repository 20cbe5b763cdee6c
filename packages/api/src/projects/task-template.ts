import { idInput } from "@steward/contracts";
import {
  createTaskTemplateInput,
  listTaskTemplatesInput,
  updateTaskTemplateInput,
} from "@steward/contracts/projects/task-template";
import {
  createTaskTemplate,
  listTaskTemplates,
  removeTaskTemplate,
  updateTaskTemplate,
} from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** What new tasks of a project may begin as. */
export const taskTemplateRouter = router({
  list: can("projects.project.read")
    .input(listTaskTemplatesInput)
    .query(({ ctx, input }) => listTaskTemplates(ctx, input.projectId)),
  create: can("projects.project.write")
    .input(createTaskTemplateInput)
    .mutation(({ ctx, input }) => createTaskTemplate(ctx, input)),
  update: can("projects.project.write")
    .input(updateTaskTemplateInput)
    .mutation(({ ctx, input }) => updateTaskTemplate(ctx, input)),
  remove: can("projects.project.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeTaskTemplate(ctx, input.id)),
});
