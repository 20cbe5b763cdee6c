import { idInput } from "@steward/contracts";
import {
  cancelApprovalRequestInput,
  countApprovalRequestsInput,
  decideApprovalRequestInput,
  listApprovalRequestsInput,
} from "@steward/contracts/approvals/request";
import { approvalHandlers } from "@steward/services/approval-subjects";
import { cancelRequest, countRequests, decideRequest, getRequest, listRequests } from "@steward/services/approvals";
import { can, router } from "../kernel/procedure.ts";

export const requestRouter = router({
  list: can("approvals.request.read")
    .input(listApprovalRequestsInput)
    .query(({ ctx, input }) => listRequests(ctx, input)),
  count: can("approvals.request.read")
    .input(countApprovalRequestsInput)
    .query(({ ctx, input }) => countRequests(ctx, input)),
  byId: can("approvals.request.read")
    .input(idInput)
    .query(({ ctx, input }) => getRequest(ctx, input.id)),

  decide: can("approvals.request.decide")
    .input(decideApprovalRequestInput)
    .mutation(({ ctx, input }) => decideRequest(ctx, approvalHandlers, input)),
  /** Takes one's own back. */
  cancel: can("approvals.request.read")
    .input(cancelApprovalRequestInput)
    .mutation(({ ctx, input }) => cancelRequest(ctx, approvalHandlers, input)),
});
