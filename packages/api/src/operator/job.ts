import { idInput } from "@steward/contracts";
import { listJobRunsInput, listJobsInput } from "@steward/contracts/operator/job";
import {
  cancelJob,
  getJobPayload,
  listDeadJobs,
  listJobRuns,
  listSchedules,
  retryDeadJob,
} from "@steward/services/platform";
import { z } from "zod";
import { operatorProcedure, router } from "../kernel/procedure.ts";

export const operatorJobRouter = router({
  /** Jobs that were given up after their last try. */
  list: operatorProcedure.input(listJobsInput).query(({ ctx, input }) => listDeadJobs(ctx.console.db, input)),
  retry: operatorProcedure.input(idInput).mutation(({ ctx, input }) => retryDeadJob(ctx.console, input.id)),
  /** Jobs that are being done or still to be. */
  runs: operatorProcedure.input(listJobRunsInput).query(({ ctx, input }) => listJobRuns(ctx.console.db, input)),
  /** What is done by the clock. */
  schedules: operatorProcedure.input(z.void()).query(({ ctx }) => listSchedules(ctx.console.db)),
  payload: operatorProcedure.input(idInput).query(({ ctx, input }) => getJobPayload(ctx.console.db, input.id)),
  cancel: operatorProcedure.input(idInput).mutation(({ ctx, input }) => cancelJob(ctx.console, input.id)),
});
