import { dayIn } from "@steward/contracts/kernel/day";
import type { ServiceContext } from "./context.ts";

export { dayIn, monthStart } from "@steward/contracts/kernel/day";

/** Today where the organisation is: what is overdue in Auckland need not be in Lisbon. */
export function today(ctx: Pick<ServiceContext, "tenant">): string {
  return dayIn(ctx.tenant.timeZone, new Date());
}
