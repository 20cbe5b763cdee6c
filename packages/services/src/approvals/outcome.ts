import type { Permission } from "@steward/contracts";
import { approvalDecided } from "@steward/contracts/approvals/notice";
import { approvalClosed, approvalEscalated } from "@steward/contracts/approvals/request";
import { approvalRequest, approvalStep } from "@steward/db/schema";
import { and, eq, inArray, sql } from "drizzle-orm";
import { type EventContext, emit, notify } from "../kernel/index.ts";
import { decidersOf, type StepRow } from "./deciders.ts";
import { addEntry, askDeciders, type RequestRow, refused } from "./request.ts";
import type { ApprovalHandler, ApprovalOutcome } from "./subject.ts";

/** What a decision reaches: what it may end in, for every kind of record. */
export type ApprovalHandlers = readonly ApprovalHandler[];

/** Held by those to whom a step falls that nobody else is left to decide. */
export const lastResort: Permission = "approvals.request.manage";

interface Approved {
  readonly request: RequestRow;
  readonly steps: readonly StepRow[];
  /** The one that is approved by now. */
  readonly step: StepRow;
  readonly note: string | null;
}

/** What the request's kind of record does with a decision. Throws PRECONDITION `approval.subject_unknown`. */
export function handlerOf(handlers: ApprovalHandlers, { address }: Pick<RequestRow, "address">): ApprovalHandler {
  const handler = handlers.find(({ subject }) => subject.address === address);
  if (!handler) throw refused("PRECONDITION", "approval.subject_unknown");
  return handler;
}

/** Opens the step after one that is approved; after the last one the request is. The caller holds the request. */
export async function advance(
  ctx: EventContext,
  handlers: ApprovalHandlers,
  { request, steps, step, note }: Approved,
): Promise<void> {
  await settle(ctx, step, "approved");
  const next = steps.find(({ position }) => position === step.position + 1);
  if (!next) return close(ctx, handlers, request, { outcome: "approved", note });
  await settle(ctx, next, "open");
  await ctx.db
    .update(approvalRequest)
    .set({ version: request.version + 1 })
    .where(eq(approvalRequest.id, request.id));
  const deciders = await decidersOf(ctx, next, request.requesterId);
  if (deciders.length === 0) await handOver(ctx, request, next);
  else await askDeciders(ctx, request, next);
}

/**
 * Lets those who run approvals decide a step that nobody else is left to decide; any one of them, and from now on: whoever
 * comes back finds it theirs. Where whoever asked is all there is of them, it waits as it is until there is somebody.
 */
export async function handOver(context: EventContext, request: RequestRow, { id }: StepRow): Promise<void> {
  // Nobody's doing, so nobody is left out of those who are told.
  const ctx = { ...context, actor: null };
  const step = { permission: lastResort, memberIds: [] };
  if ((await decidersOf(ctx, step, request.requesterId)).length === 0) return;
  await ctx.db.update(approvalStep).set({ permission: lastResort, quorum: "any" }).where(eq(approvalStep.id, id));
  await addEntry(ctx, { requestId: request.id, stepId: id, action: "escalated" });
  const asked = await askDeciders(ctx, request, step);
  const { address, entityId, title, requesterId } = request;
  const audience = [...new Set([requesterId, ...asked])];
  await emit(ctx, approvalEscalated, request.id, { address, entityId, title }, { audience });
}

export async function settle(
  { db }: Pick<EventContext, "db">,
  { id }: StepRow,
  status: StepRow["status"],
): Promise<void> {
  await db.update(approvalStep).set({ status }).where(eq(approvalStep.id, id));
}

/** Ends a request that is pending, and lets the record's module know. */
export async function close(
  ctx: EventContext,
  handlers: ApprovalHandlers,
  { id, version, address, entityId, title, requesterId }: RequestRow,
  { outcome, note }: ApprovalOutcome,
): Promise<void> {
  await ctx.db
    .update(approvalRequest)
    .set({ status: outcome, closedAt: sql`clock_timestamp()`, version: version + 1 })
    .where(eq(approvalRequest.id, id));
  await ctx.db
    .update(approvalStep)
    .set({ status: "skipped" })
    .where(and(eq(approvalStep.requestId, id), inArray(approvalStep.status, ["waiting", "open"])));
  const audience = [requesterId, ...(ctx.actor ? [ctx.actor.memberId] : [])];
  await emit(ctx, approvalClosed, id, { address, entityId, title, outcome }, { audience });
  if (outcome !== "cancelled") {
    await notify(ctx, approvalDecided, { to: [requesterId], entityId: id, params: { title, outcome } });
  }
  await handlerOf(handlers, { address }).onDecided(ctx, entityId, { outcome, note });
}
