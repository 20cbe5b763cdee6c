import { defineSchedule } from "../kernel/schedule.ts";

/** Before people begin their day, so that tomorrow can still be prepared for. */
export const tellDueSoon = defineSchedule("projects.task.tellDueSoon", {
  description: "Tells people which of their tasks are due tomorrow",
  cron: "0 7 * * *",
  per: "tenant",
});
