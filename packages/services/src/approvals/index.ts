export { cancelRequest, decideRequest } from "./decide.ts";
export {
  createDelegation,
  type Delegation,
  endDelegationsOf,
  listDelegations,
  removeDelegation,
} from "./delegation.ts";
export type { ApprovalHandlers } from "./outcome.ts";
export { remindOfOverdue } from "./overdue.ts";
export { recountRequests } from "./recount.ts";
export { type ApprovalAsk, reopenApproval, requestApproval, standingRequest } from "./request.ts";
export {
  type ApprovalHistoryItem,
  type ApprovalRequestDetail,
  type ApprovalRequestItem,
  type ApprovalStepItem,
  approvalHistory,
  countRequests,
  getRequest,
  listRequests,
} from "./request-queries.ts";
export { type ApprovalHandler, type ApprovalOutcome, handleApproval } from "./subject.ts";
