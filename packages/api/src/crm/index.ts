import { router } from "../kernel/procedure.ts";
import { accountRouter } from "./account.ts";
import { activityRouter } from "./activity.ts";
import { contactRouter } from "./contact.ts";
import { dealRouter } from "./deal.ts";
import { forecastRouter } from "./forecast.ts";
import { importRouter } from "./import.ts";
import { leadRouter } from "./lead.ts";
import { locationRouter } from "./location.ts";
import { pipelineRouter } from "./pipeline.ts";
import { productRouter } from "./product.ts";
import { reportRouter } from "./report.ts";
import { salespersonRouter } from "./salesperson.ts";
import { searchRouter } from "./search.ts";
import { tagRouter } from "./tag.ts";

/** Customers: who they are, what they buy, what was said. */
export const crmRouter = router({
  account: accountRouter,
  activity: activityRouter,
  contact: contactRouter,
  location: locationRouter,
  salesperson: salespersonRouter,
  search: searchRouter,
  tag: tagRouter,
  deal: dealRouter,
  forecast: forecastRouter,
  import: importRouter,
  lead: leadRouter,
  pipeline: pipelineRouter,
  product: productRouter,
  report: reportRouter,
});
