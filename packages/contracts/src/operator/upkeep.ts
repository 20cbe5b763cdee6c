import { defineSchedule } from "../kernel/schedule.ts";

/** At an odd minute: at full hours everybody else's machines are busy too. */
export const upkeepSchedule = defineSchedule("platform.upkeep", {
  description: "Clears away what is over: sessions, mail, files and removed organisations",
  cron: "17 * * * *",
  per: "platform",
  timeZone: "UTC",
});
