import { consumers } from "./consumers.ts";
import { runImportJob } from "./crm/import.ts";
import { processFileJob } from "./files/file.ts";
import type { JobDefinition } from "./kernel/job.ts";
import { sendNotificationMailJob, sendPushJob } from "./notifications/preference.ts";
import { runTaskImportJob } from "./projects/import.ts";
import { schedules } from "./schedules.ts";

/** Every job there is: the database gets a queue for each, the worker a handler. */
export const jobs: readonly JobDefinition[] = [
  runImportJob,
  runTaskImportJob,
  processFileJob,
  sendNotificationMailJob,
  sendPushJob,
  ...[...consumers, ...schedules].map(({ job }) => job),
];
