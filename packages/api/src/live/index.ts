import { liveEventsInput } from "@steward/contracts/kernel/live";
import { can, router } from "../kernel/procedure.ts";
import { followEvents } from "./follow.ts";

/** What goes on as long as somebody listens: over WebSocket, or server-sent events. */
export const liveRouter = router({
  /** That something happened to a record, of those the member may do anything with. */
  events: can("live.event.read")
    .input(liveEventsInput)
    .subscription(({ ctx, input, signal }) => followEvents(ctx, input, signal)),
});
