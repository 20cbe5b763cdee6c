import { router } from "../kernel/procedure.ts";
import { feedRouter } from "./feed.ts";
import { taskImportRouter } from "./import.ts";
import { labelRouter } from "./label.ts";
import { projectRouter } from "./project.ts";
import { statusRouter } from "./status.ts";
import { taskRouter } from "./task.ts";
import { taskTemplateRouter } from "./task-template.ts";

/** What is worked on: projects, their tasks, and what they are planned by. */
export const projectsRouter = router({
  feed: feedRouter,
  import: taskImportRouter,
  label: labelRouter,
  project: projectRouter,
  status: statusRouter,
  task: taskRouter,
  taskTemplate: taskTemplateRouter,
});
