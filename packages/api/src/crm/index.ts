import { router } from "../kernel/procedure.ts";

/** Customers: who they are, what they buy, what was said. */
export const crmRouter = router({});
