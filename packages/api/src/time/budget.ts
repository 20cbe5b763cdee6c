import { listBudgetsInput } from "@steward/contracts/time/budget";
import { listBudgets } from "@steward/services/time";
import { can, router } from "../kernel/procedure.ts";

export const budgetRouter = router({
  list: can("time.entry.read")
    .input(listBudgetsInput)
    .query(({ ctx, input }) => listBudgets(ctx, input)),
});
