import { router } from "../kernel/procedure.ts";
import { dependencyRouter } from "./dependency.ts";
import { labelRouter } from "./label.ts";
import { scheduleRouter } from "./schedule.ts";

export const projectsRouter = router({
  label: labelRouter,
  dependency: dependencyRouter,
  schedule: scheduleRouter,
});
