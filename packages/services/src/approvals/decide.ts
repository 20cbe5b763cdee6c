import { requireOwnHands } from "@steward/auth";
import { AppError, notFound } from "@steward/contracts";
import {
  approvalStepDecided,
  type CancelApprovalRequestInput,
  type DecideApprovalRequestInput,
} from "@steward/contracts/approvals/request";
import { emit, type ServiceContext } from "../kernel/index.ts";
import { decidersOf, mayDecide, type Standing, type StepRow, saidOf, standingsOf } from "./deciders.ts";
import { type ApprovalHandlers, advance, close, handlerOf, settle } from "./outcome.ts";
import { addEntry, lockRequest, type RequestRow, refused, stepsOf } from "./request.ts";
import type { ApprovalHandler } from "./subject.ts";

/**
 * Approves or rejects the step that is open, in the caller's own place or in that of somebody who delegated it to them.
 * One rejection ends a request; an approval opens the next step, or ends it after the last. Decisions on one request come
 * one after the other, so each finds what the ones before it left.
 *
 * Nobody decides what they asked for themselves: not by another role, not in somebody's place, and nobody in theirs.
 *
 * Throws NOT_FOUND; FORBIDDEN `approval.own_request` | `approval.not_a_decider` | `auth.impersonating`, and
 * `permission_missing` for a key without what the module itself asks for; PRECONDITION `approval.closed`; CONFLICT
 * `approval.step_passed` | `approval.already_decided`.
 */
export async function decideRequest(
  ctx: ServiceContext,
  handlers: ApprovalHandlers,
  { id, decision, note = null, stepId }: DecideApprovalRequestInput,
): Promise<void> {
  requireOwnHands(ctx.actor);
  const request = await lockRequest(ctx, id);
  if (!request) throw notFound("approvals.request");
  const steps = await stepsOf(ctx, id);
  const standings = await standingsOf(ctx);
  requireConcerned(ctx, request, steps, standings);
  if (request.requesterId === ctx.actor.memberId) throw refused("FORBIDDEN", "approval.own_request");
  const step = steps.find(({ status }) => status === "open");
  if (request.status !== "pending" || !step) throw refused("PRECONDITION", "approval.closed");
  if (stepId !== undefined && stepId !== step.id) throw refused("CONFLICT", "approval.step_passed");
  requireInScope(ctx, handlerOf(handlers, request));
  const said = await saidOf(ctx, step);
  const place = choosePlace(request, step, standings, said);
  const onBehalfOfId = place.memberId === ctx.actor.memberId ? null : place.memberId;
  const action = decision === "approve" ? "approved" : "rejected";
  await addEntry(ctx, { requestId: id, stepId: step.id, action, onBehalfOfId, note });
  const about = { address: request.address, entityId: request.entityId, title: request.title };
  const audience = [request.requesterId, ctx.actor.memberId];
  await emit(ctx, approvalStepDecided, id, { ...about, decision, onBehalfOfId }, { audience });
  if (decision === "reject") {
    await settle(ctx, step, "rejected");
    await close(ctx, handlers, request, { outcome: "rejected", note });
    return;
  }
  said.add(place.memberId);
  if (await isQuorate(ctx, request, step, said)) await advance(ctx, handlers, { request, steps, step, note });
}

/** What does not concern the caller is not there for them. */
function requireConcerned(
  { actor }: ServiceContext,
  { requesterId }: RequestRow,
  steps: readonly StepRow[],
  standings: readonly Standing[],
): void {
  const concerned = steps.some((step) => standings.some((standing) => mayDecide(step, standing)));
  if (!concerned && requesterId !== actor.memberId) throw notFound("approvals.request");
}

/** Whoever is named as decider needs no permission; a key of theirs is good for what it was cut for. */
function requireInScope({ actor }: ServiceContext, { subject }: ApprovalHandler): void {
  const permission = subject.decide;
  if (actor.apiKey && !actor.apiKey.scopes.has(permission)) {
    throw new AppError("FORBIDDEN", "permission_missing", { permission });
  }
}

/** In whose place the caller decides: their own where they can. */
function choosePlace(
  { requesterId }: RequestRow,
  step: StepRow,
  standings: readonly Standing[],
  said: ReadonlySet<string>,
): Standing {
  const places = standings.filter((standing) => standing.memberId !== requesterId && mayDecide(step, standing));
  if (places.length === 0) throw refused("FORBIDDEN", "approval.not_a_decider");
  const place = places.find(({ memberId }) => !said.has(memberId));
  if (!place) throw refused("CONFLICT", "approval.already_decided");
  return place;
}

/** Whether it takes no more approvals. Whoever has left is not waited for; who leaves later, `recountRequests` sees to. */
async function isQuorate(
  ctx: ServiceContext,
  { requesterId }: RequestRow,
  step: StepRow,
  said: ReadonlySet<string>,
): Promise<boolean> {
  if (step.quorum === "any") return true;
  const deciders = await decidersOf(ctx, step, requesterId);
  return deciders.every((decider) => said.has(decider));
}

/**
 * Takes the caller's own request back while nobody has decided it.
 * Throws NOT_FOUND, also for a request of somebody else; PRECONDITION `approval.closed`.
 */
export async function cancelRequest(
  ctx: ServiceContext,
  handlers: ApprovalHandlers,
  { id, note = null }: CancelApprovalRequestInput,
): Promise<void> {
  const request = await lockRequest(ctx, id);
  if (!request || request.requesterId !== ctx.actor.memberId) throw notFound("approvals.request");
  if (request.status !== "pending") throw refused("PRECONDITION", "approval.closed");
  await addEntry(ctx, { requestId: id, action: "cancelled", note });
  await close(ctx, handlers, request, { outcome: "cancelled", note });
}
