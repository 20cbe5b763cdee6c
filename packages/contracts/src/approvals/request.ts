import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { administrators, definePermissions, staff } from "../kernel/permission.ts";
import { textSchema } from "../kernel/text.ts";

export const approvalStatuses = ["pending", "approved", "rejected", "cancelled"] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];

/** A step waits until the one before it is approved; what a decision leaves unneeded is skipped. */
export const approvalStepStatuses = ["waiting", "open", "approved", "rejected", "skipped"] as const;
export type ApprovalStepStatus = (typeof approvalStepStatuses)[number];

/** How many of a step's deciders it takes. */
export const approvalQuorums = ["any", "all"] as const;
export type ApprovalQuorum = (typeof approvalQuorums)[number];

/** What the history of a request is made of. */
export const approvalActions = [
  "requested",
  "approved",
  "rejected",
  "cancelled",
  "reopened",
  "overdue",
  /** Nobody is left to wait for: those who are have approved it. */
  "settled",
  /** Nobody is left to decide: it falls to those who run approvals. */
  "escalated",
] as const;
export type ApprovalAction = (typeof approvalActions)[number];

export const approvalPermissions = definePermissions("approvals.request", {
  read: { description: "See requests that they made or are to decide", roles: staff },
  decide: { description: "Decide what they are asked to, and delegate it", roles: staff, ownHands: true },
  manage: { description: "Decide what nobody else is left to decide", roles: administrators },
});

export type ApprovalReason =
  | "approval.own_request"
  | "approval.not_a_decider"
  | "approval.already_decided"
  | "approval.closed"
  | "approval.step_passed"
  | "approval.nobody_to_decide"
  | "approval.already_requested"
  | "approval.not_approved"
  | "approval.subject_unknown";

/** What a request has to do with the caller: they are to decide it, made it, or have decided it before. */
export const approvalScopes = ["toDecide", "mine", "decided"] as const;
export type ApprovalScope = (typeof approvalScopes)[number];

export const approvalRequestFilter = z.object({
  /** Left out: whatever concerns the caller. */
  scope: z.enum(approvalScopes),
  status: z.array(z.enum(approvalStatuses)),
  /** The kind of record: `time.timesheet`. */
  address: z.array(z.string().max(64)).max(20),
});

export const listApprovalRequestsInput = listInput(["createdAt", "dueAt"], approvalRequestFilter, "desc");
export type ListApprovalRequestsInput = z.infer<typeof listApprovalRequestsInput>;

export const countApprovalRequestsInput = listApprovalRequestsInput.pick({ search: true, filter: true });
export type CountApprovalRequestsInput = z.infer<typeof countApprovalRequestsInput>;

export const approvalDecisions = ["approve", "reject"] as const;
export type ApprovalDecision = (typeof approvalDecisions)[number];

export const decisionNoteSchema = textSchema(2000).optional();

export const decideApprovalRequestInput = z.object({
  id: idSchema,
  decision: z.enum(approvalDecisions),
  note: decisionNoteSchema,
  /** The step that was looked at; where another is open by now, the decision is refused rather than taken for that one. */
  stepId: idSchema.optional(),
});
export type DecideApprovalRequestInput = z.infer<typeof decideApprovalRequestInput>;

export const cancelApprovalRequestInput = z.object({ id: idSchema, note: decisionNoteSchema });
export type CancelApprovalRequestInput = z.infer<typeof cancelApprovalRequestInput>;

const about = { address: z.string(), entityId: idSchema, title: z.string() };

export const approvalRequested = defineEvent("approvals.request.created", z.object(about));
/** One of the deciders has said so; the request may wait for others. */
export const approvalStepDecided = defineEvent(
  "approvals.request.decided",
  z.object({ ...about, decision: z.enum(approvalDecisions), onBehalfOfId: idSchema.nullable() }),
);
/** The request is over. */
export const approvalClosed = defineEvent(
  "approvals.request.closed",
  z.object({ ...about, outcome: z.enum(["approved", "rejected", "cancelled"]) }),
);
export const approvalReopened = defineEvent("approvals.request.reopened", z.object(about));
/** Nobody is left to wait for at a step. */
export const approvalSettled = defineEvent("approvals.request.settled", z.object(about));
/** Nobody is left to decide a step. */
export const approvalEscalated = defineEvent("approvals.request.escalated", z.object(about));
export const approvalOverdue = defineEvent("approvals.request.overdue", z.object(about));
