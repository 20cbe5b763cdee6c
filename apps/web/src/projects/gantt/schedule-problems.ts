import type { DependencyReason } from "@steward/contracts/projects/dependency";
import type { ScheduleReason } from "@steward/contracts/projects/schedule";
import { registerProblemTexts } from "@steward/ui";

const words: Record<Exclude<DependencyReason, "dependency.cycle"> | ScheduleReason, string> = {
  "dependency.elsewhere": "Tasks wait for tasks of the same project only. Choose another one.",
  "dependency.exists": "This task waits for that one already. Change how it does instead.",
  "dependency.too_many": "A task waits for 100 others at most, and so many wait for it.",
  "schedule.changed_since": "Somebody changed the plan meanwhile, so nothing was moved. Look at it and try again.",
  "schedule.out_of_range": "With these days and lags the plan would end in another century. Check them.",
  "schedule.task_ended": "This task has ended or has no days, so there is nothing to move.",
  "schedule.too_many": "There are too many tasks with days in this project to plan them together.",
};

registerProblemTexts({
  ...words,
  "dependency.cycle": ({ tasks }) =>
    Array.isArray(tasks) && tasks.length > 1
      ? `These tasks would wait for each other in a circle, and none could begin: ${tasks.join(", ")}.`
      : "A task cannot wait for itself.",
});
