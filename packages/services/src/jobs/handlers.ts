import { runImportJob } from "@steward/contracts/crm/import";
import { abandonImport, runImport } from "../crm/index.ts";
import { handleJob, type JobHandler } from "../kernel/index.ts";

/** Every job the worker does. A module adds its own here. */
export const jobHandlers: readonly JobHandler[] = [
  handleJob(
    runImportJob,
    (run, { importId }) => runImport(run, importId),
    (run, { importId }) => run.transaction((ctx) => abandonImport(ctx, importId)),
  ),
];
