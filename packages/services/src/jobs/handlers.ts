import { runImportJob } from "@steward/contracts/crm/import";
import { processFileJob } from "@steward/contracts/files/file";
import { departMember } from "@steward/contracts/messaging/conversation";
import type { ObjectStore } from "@steward/ports/storage";
import { abandonImport, runImport } from "../crm/index.ts";
import { processFile } from "../file-processing/index.ts";
import { handleEvent, handleJob, type JobHandler } from "../kernel/index.ts";
import { leaveAllConversations } from "../messaging/index.ts";

/** What jobs reach beside the database. */
export interface JobMeans {
  readonly store: ObjectStore;
}

/** Every job the worker does. A module adds its own here. */
export function jobHandlers({ store }: JobMeans): readonly JobHandler[] {
  return [
    handleJob(
      runImportJob,
      (run, { importId }) => runImport(run, importId),
      (run, { importId }) => run.transaction((ctx) => abandonImport(ctx, importId)),
    ),
    handleJob(processFileJob, (run, { fileId }) => processFile(run, store, fileId)),
    handleEvent(departMember, (ctx, { entityId }) => leaveAllConversations(ctx, entityId)),
  ];
}
