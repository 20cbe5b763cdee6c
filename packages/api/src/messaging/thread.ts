import { idInput } from "@steward/contracts";
import { followThreadInput, listThreadsInput, markThreadReadInput } from "@steward/contracts/messaging/thread";
import { followThread, getThread, listThreads, markThreadRead } from "@steward/services/messaging";
import { can, router } from "../kernel/procedure.ts";

/** `id` is that of the message a thread hangs on; its replies are `messaging.message.list` with `threadRootId`. */
export const threadRouter = router({
  /** Those the caller follows. */
  list: can("messaging.message.read")
    .input(listThreadsInput)
    .query(({ ctx, input }) => listThreads(ctx, ctx.platform.files, input)),
  byId: can("messaging.message.read")
    .input(idInput)
    .query(({ ctx, input }) => getThread(ctx, ctx.platform.files, input.id)),
  markRead: can("messaging.message.read")
    .input(markThreadReadInput)
    .mutation(({ ctx, input }) => markThreadRead(ctx, input)),
  follow: can("messaging.message.read")
    .input(followThreadInput)
    .mutation(({ ctx, input }) => followThread(ctx, input)),
});
