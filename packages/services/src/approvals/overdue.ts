import { approvalLate } from "@steward/contracts/approvals/notice";
import { approvalOverdue } from "@steward/contracts/approvals/request";
import { approvalRequest } from "@steward/db/schema";
import { and, asc, eq, isNull, lt } from "drizzle-orm";
import { emit, type ScheduleContext } from "../kernel/index.ts";
import { addEntry, askDeciders, stepsOf } from "./request.ts";

/** So many an hour: an organisation that was away for long is reminded in turns. */
const most = 500;

/** Reminds whoever may decide what is overdue, once for each request. */
export async function remindOfOverdue(ctx: ScheduleContext, now: Date): Promise<void> {
  const late = await ctx.db
    .select()
    .from(approvalRequest)
    .where(
      and(eq(approvalRequest.status, "pending"), lt(approvalRequest.dueAt, now), isNull(approvalRequest.remindedAt)),
    )
    .orderBy(asc(approvalRequest.dueAt), asc(approvalRequest.id))
    .limit(most)
    // Whoever decides at this moment needs no reminder.
    .for("no key update", { skipLocked: true });
  for (const request of late) {
    const { id, address, entityId, title, requesterId } = request;
    const step = (await stepsOf(ctx, id)).find(({ status }) => status === "open");
    if (!step) continue;
    await ctx.db.update(approvalRequest).set({ remindedAt: now }).where(eq(approvalRequest.id, id));
    await addEntry(ctx, { requestId: id, stepId: step.id, action: "overdue" });
    const asked = await askDeciders(ctx, request, step, approvalLate);
    await emit(ctx, approvalOverdue, id, { address, entityId, title }, { audience: [requesterId, ...asked] });
  }
}
