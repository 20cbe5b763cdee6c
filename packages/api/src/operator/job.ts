import { idInput } from "@steward/contracts";
import { listJobsInput } from "@steward/contracts/operator/job";
import { listDeadJobs, retryDeadJob } from "@steward/services/platform";
import { operatorProcedure, router } from "../kernel/procedure.ts";

/** Jobs that were given up after their last try. */
export const operatorJobRouter = router({
  list: operatorProcedure.input(listJobsInput).query(({ ctx, input }) => listDeadJobs(ctx.console.db, input)),
  retry: operatorProcedure.input(idInput).mutation(({ ctx, input }) => retryDeadJob(ctx.console, input.id)),
});
