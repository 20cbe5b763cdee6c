import type { ApprovalSubject } from "@steward/contracts/approvals/subject";
import type { EventContext } from "../kernel/index.ts";

/** How a request ended. */
export interface ApprovalOutcome {
  readonly outcome: "approved" | "rejected" | "cancelled";
  /** What whoever ended it had to say. */
  readonly note: string | null;
}

/** What approval does to one kind of record. */
export interface ApprovalHandler {
  readonly subject: ApprovalSubject;
  /**
   * Called once for each request, in the transaction that ends it; the actor is who did, null where that was nobody: those
   * who had yet to approve it have left.
   */
  onDecided(ctx: EventContext, entityId: string, outcome: ApprovalOutcome): Promise<void>;
}

/**
 * Connects a kind of record to what a decision does to it. The list of all stands in `approval-subjects`, above this room
 * and the modules: they ask for approval here, and here nobody needs to know them.
 */
export function handleApproval(subject: ApprovalSubject, onDecided: ApprovalHandler["onDecided"]): ApprovalHandler {
  return { subject, onDecided };
}
