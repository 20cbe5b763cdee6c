import { defineSchedule } from "../kernel/schedule.ts";

export const remindDeciders = defineSchedule("approvals.request.remind", {
  description: "Reminds whoever has to decide of approvals that are overdue",
  cron: "5 * * * *",
  per: "tenant",
});
