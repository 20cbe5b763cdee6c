import { router } from "../kernel/procedure.ts";

export const approvalsRouter = router({});
