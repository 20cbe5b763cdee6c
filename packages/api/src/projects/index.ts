import { router } from "../kernel/procedure.ts";
import { activityRouter } from "./activity.ts";
import { checklistRouter } from "./checklist.ts";
import { commentRouter } from "./comment.ts";
import { customFieldRouter } from "./custom-field.ts";
import { cycleRouter } from "./cycle.ts";
import { dependencyRouter } from "./dependency.ts";
import { feedRouter } from "./feed.ts";
import { taskImportRouter } from "./import.ts";
import { intakeRouter } from "./intake.ts";
import { labelRouter } from "./label.ts";
import { milestoneRouter } from "./milestone.ts";
import { projectRouter } from "./project.ts";
import { scheduleRouter } from "./schedule.ts";
import { statusRouter } from "./status.ts";
import { taskRouter } from "./task.ts";
import { taskTemplateRouter } from "./task-template.ts";

/** What is worked on: projects, their tasks, and what they are planned by. */
export const projectsRouter = router({
  activity: activityRouter,
  feed: feedRouter,
  import: taskImportRouter,
  checklist: checklistRouter,
  comment: commentRouter,
  customField: customFieldRouter,
  cycle: cycleRouter,
  intake: intakeRouter,
  label: labelRouter,
  milestone: milestoneRouter,
  dependency: dependencyRouter,
  schedule: scheduleRouter,
  project: projectRouter,
  status: statusRouter,
  task: taskRouter,
  taskTemplate: taskTemplateRouter,
});
