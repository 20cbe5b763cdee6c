import { forecastInput } from "@steward/contracts/crm/forecast";
import { getForecast, getForecastByOwner } from "@steward/services/crm";
import { can, router } from "../kernel/procedure.ts";

/** What is expected to come in, and when. */
export const forecastRouter = router({
  byMonth: can("crm.deal.read")
    .input(forecastInput)
    .query(({ ctx, input }) => getForecast(ctx, input)),

  byOwner: can("crm.deal.read")
    .input(forecastInput)
    .query(({ ctx, input }) => getForecastByOwner(ctx, input)),
});
