import { feedInput } from "@steward/contracts/projects/feed";
import { getFeed, renewFeed, revokeFeed } from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** What is due, in the caller's own calendar. */
export const feedRouter = router({
  /** Null where the caller has asked for none. */
  current: can("projects.feed.write")
    .input(feedInput)
    .query(({ ctx, input }) => getFeed(ctx, ctx.platform.secret, input)),
  /** A first address, or another one in place of it. */
  renew: can("projects.feed.write")
    .input(feedInput)
    .mutation(({ ctx, input }) => renewFeed(ctx, ctx.platform.secret, input)),
  revoke: can("projects.feed.write")
    .input(feedInput)
    .mutation(({ ctx, input }) => revokeFeed(ctx, input)),
});
