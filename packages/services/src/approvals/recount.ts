import { isPermission } from "@steward/contracts";
import { approvalSettled } from "@steward/contracts/approvals/request";
import { approvalDecider, approvalEntry, approvalRequest, approvalStep, customRole, member } from "@steward/db/schema";
import { and, asc, eq, exists, inArray, isNotNull, isNull, ne, not, or, sql } from "drizzle-orm";
import { type EventContext, emit, isActiveMember } from "../kernel/index.ts";
import { decidersOf, holds, ofCustomRole, saidOf } from "./deciders.ts";
import { type ApprovalHandlers, advance, handOver, lastResort } from "./outcome.ts";
import { addEntry, lockRequest, stepsOf } from "./request.ts";

/** So many at a time: the next hour takes the rest. */
const most = 500;

/**
 * Looks after the steps that wait for nobody who is there: whoever was still to decide has left, was disabled, or may decide
 * such things no more. Of a step that takes all its deciders the approvals of those who are left are enough, so it is
 * approved; but for that takes one of them: where none is left, whether it took one or all, it falls to those who run
 * approvals (`handOver`). Nobody in particular does this, and whoever made the request still decides nothing of it.
 */
export async function recountRequests(context: Omit<EventContext, "actor">, handlers: ApprovalHandlers): Promise<void> {
  const ctx: EventContext = { ...context, actor: null };
  for (const id of await findAbandoned(ctx)) {
    const request = await lockRequest(ctx, id);
    const steps = await stepsOf(ctx, id);
    const step = steps.find(({ status }) => status === "open");
    if (request?.status !== "pending" || !step) continue;
    const deciders = await decidersOf(ctx, step, request.requesterId);
    if (deciders.length === 0) {
      await handOver(ctx, request, step);
      continue;
    }
    const said = await saidOf(ctx, step);
    // Somebody may have come back while the request was waited for.
    if (!deciders.every((decider) => said.has(decider))) continue;
    await addEntry(ctx, { requestId: id, stepId: step.id, action: "settled" });
    const { address, entityId, title, requesterId } = request;
    await emit(ctx, approvalSettled, id, { address, entityId, title }, { audience: [requesterId, ...deciders] });
    await advance(ctx, handlers, { request, steps, step, note: null });
  }
}

/** Requests whose open step waits for nobody: there is no decider of it who has not approved it yet. */
async function findAbandoned({ db }: EventContext): Promise<string[]> {
  const asked = await db
    .selectDistinct({ permission: approvalStep.permission })
    .from(approvalStep)
    .where(and(eq(approvalStep.status, "open"), isNotNull(approvalStep.permission)));
  // What a later release asks for is not this one's to give away, and nothing is behind the last resort.
  const permissions = asked
    .flatMap(({ permission }) => (permission !== null && isPermission(permission) ? permission : []))
    .filter((permission) => permission !== lastResort);
  const isNamed = exists(
    db
      .select({ id: approvalDecider.id })
      .from(approvalDecider)
      .where(and(eq(approvalDecider.stepId, approvalStep.id), eq(approvalDecider.memberId, member.id))),
  );
  const hasSaid = exists(
    db
      .select({ id: approvalEntry.id })
      .from(approvalEntry)
      .where(
        and(
          eq(approvalEntry.stepId, approvalStep.id),
          eq(approvalEntry.action, "approved"),
          sql`coalesce(${approvalEntry.onBehalfOfId}, ${approvalEntry.memberId}) = ${member.id}`,
        ),
      ),
  );
  const waitedFor = db
    .select({ id: member.id })
    .from(member)
    .leftJoin(customRole, ofCustomRole)
    .where(
      and(
        isActiveMember,
        ne(member.id, approvalRequest.requesterId),
        or(
          and(isNull(approvalStep.permission), isNamed),
          ...permissions.map((permission) => and(eq(approvalStep.permission, permission), holds(permission))),
        ),
        not(hasSaid),
      ),
    );
  const rows = await db
    .select({ id: approvalRequest.id })
    .from(approvalStep)
    .innerJoin(
      approvalRequest,
      and(eq(approvalRequest.tenantId, approvalStep.tenantId), eq(approvalRequest.id, approvalStep.requestId)),
    )
    .where(
      and(
        eq(approvalStep.status, "open"),
        or(isNull(approvalStep.permission), inArray(approvalStep.permission, permissions)),
        not(exists(waitedFor)),
      ),
    )
    .orderBy(asc(approvalRequest.id))
    .limit(most);
  return rows.map(({ id }) => id);
}
