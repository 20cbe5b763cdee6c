import type { LiveEventsInput } from "@steward/contracts/kernel/live";
import type { Feed, FeedListener } from "@steward/wire/server";
import type { Context } from "../kernel/context.ts";
import type { LiveAnswer } from "./answer.ts";
import { type Caller, Follower } from "./follower.ts";
import { hubOf, type LiveHub } from "./hub.ts";

/** A stream of events that takes nothing while so many answers wait for it is ended; its client resumes where it was. */
const maxUntaken = 1_000;

/**
 * What happens in the organisation, as long as the person may know: first what they have missed since `lastEventId`, then
 * everything as it is committed. In order, each once, nothing left out; where that is too much, or the place is not known
 * any more, `snapshot` says so instead.
 *
 * Throws, as any call does, when whoever listens may no longer.
 *
 * @param signal ends it for whoever iterates
 */
export async function followEvents(
  { platform, request, identity, membership }: Pick<Context, "platform" | "request" | "identity" | "membership">,
  { lastEventId }: LiveEventsInput,
  signal: AbortSignal | undefined,
): Promise<LiveFeed> {
  const caller = { request, identity: await identity(), membership: await membership() };
  return new LiveFeed(hubOf(platform), caller, lastEventId ?? null, signal);
}

/** For sockets to follow, and for a stream of events to iterate. */
export class LiveFeed implements Feed<LiveAnswer>, AsyncIterable<LiveAnswer> {
  readonly #hub: LiveHub;
  readonly #caller: Caller;
  readonly #lastEventId: string | null;
  readonly #signal: AbortSignal | undefined;

  constructor(hub: LiveHub, caller: Caller, lastEventId: string | null, signal: AbortSignal | undefined) {
    this.#hub = hub;
    this.#caller = caller;
    this.#lastEventId = lastEventId;
    this.#signal = signal;
  }

  follow(listener: FeedListener<LiveAnswer>): { stop(): void } {
    const follower = new Follower(this.#hub, this.#caller, listener);
    void follower.begin(this.#lastEventId);
    return follower;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LiveAnswer, void> {
    const untaken: LiveAnswer[] = [];
    const state = { isOver: false, failure: undefined as unknown, wake: () => {} };
    const end = (failure?: unknown) => {
      state.isOver = true;
      state.failure = failure;
      state.wake();
    };
    const following = this.follow({
      tell(answer) {
        untaken.push(answer);
        if (untaken.length > maxUntaken) end();
        else state.wake();
      },
      end,
    });
    const leave = () => end();
    if (this.#signal?.aborted) leave();
    this.#signal?.addEventListener("abort", leave);
    try {
      while (!state.isOver || untaken.length > 0) {
        yield* untaken.splice(0);
        if (state.isOver || untaken.length > 0) continue;
        await new Promise<void>((resolve) => {
          state.wake = resolve;
        });
      }
      if (state.failure !== undefined) throw state.failure;
    } finally {
      this.#signal?.removeEventListener("abort", leave);
      following.stop();
    }
  }
}
