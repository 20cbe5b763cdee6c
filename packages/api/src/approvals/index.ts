import { router } from "../kernel/procedure.ts";
import { delegationRouter } from "./delegation.ts";
import { requestRouter } from "./request.ts";

/** Where others have to agree: what is asked, decided, and by whom in whose place. */
export const approvalsRouter = router({
  delegation: delegationRouter,
  request: requestRouter,
});
