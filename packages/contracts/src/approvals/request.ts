import { definePermissions, staff } from "../kernel/permission.ts";

export const approvalStatuses = ["pending", "approved", "rejected", "cancelled"] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

/** A step waits until the one before it is approved; what a decision leaves unneeded is skipped. */
export const approvalStepStatuses = ["waiting", "open", "approved", "rejected", "skipped"] as const;
export type ApprovalStepStatus = (typeof approvalStepStatuses)[number];

/** How many of a step's deciders it takes. */
export const approvalQuorums = ["any", "all"] as const;
export type ApprovalQuorum = (typeof approvalQuorums)[number];

/** What the history of a request is made of. */
export const approvalActions = ["requested", "approved", "rejected", "cancelled", "reopened", "overdue"] as const;
export type ApprovalAction = (typeof approvalActions)[number];

export const approvalPermissions = definePermissions("approvals.request", {
  read: { description: "See requests that they made or are to decide", roles: staff },
  decide: { description: "Decide what they are asked to, and delegate it", roles: staff },
});
