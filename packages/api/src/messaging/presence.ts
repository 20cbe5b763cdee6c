import { requireOwnHands } from "@steward/auth";
import { listPresenceInput, type PresenceItem, presenceBeatInput } from "@steward/contracts/messaging/presence";
import { findLastSeen } from "@steward/services/messaging";
import { can, router } from "../kernel/procedure.ts";
import { presenceOf } from "./presence-board.ts";

export const presenceRouter = router({
  /** Which of these colleagues are there, and when the others were last. */
  list: can("messaging.presence.read")
    .input(listPresenceInput)
    .query(async ({ ctx, input }): Promise<PresenceItem[]> => {
      const seen = await findLastSeen(ctx, input.memberIds);
      const board = presenceOf(ctx.platform);
      const items = [...seen].map(async ([memberId, lastSeenAt]) => {
        const now = await board.find(ctx.tenant.id, memberId);
        return { memberId, state: now?.state ?? "offline", lastSeenAt: now?.heardAt ?? lastSeenAt };
      });
      return Promise.all(items);
    }),
  /** The caller's window is there. No mutation: it is told and not stored, and would be a row in the record each time. */
  beat: can("messaging.presence.read")
    .input(presenceBeatInput)
    .query(async ({ ctx, input: { state, windowId } }): Promise<void> => {
      // Who helps somebody is not them: their colleagues would write to them, and wait.
      requireOwnHands(ctx.actor);
      const { memberId } = ctx.actor;
      await presenceOf(ctx.platform).beat(ctx.tenant.id, memberId, windowId ?? memberId, state);
    }),
});
