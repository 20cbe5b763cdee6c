import { closedByMonthInput, salesSummaryInput } from "@steward/contracts/crm/forecast";
import { getClosedByMonth, getLostReasons, getSalesSummary } from "@steward/services/crm";
import { can, router } from "../kernel/procedure.ts";

/** What came in, how often and how fast. */
export const reportRouter = router({
  summary: can("crm.deal.read")
    .input(salesSummaryInput)
    .query(({ ctx, input }) => getSalesSummary(ctx, input)),

  closedByMonth: can("crm.deal.read")
    .input(closedByMonthInput)
    .query(({ ctx, input }) => getClosedByMonth(ctx, input)),

  lostReasons: can("crm.deal.read")
    .input(salesSummaryInput)
    .query(({ ctx, input }) => getLostReasons(ctx, input)),
});
