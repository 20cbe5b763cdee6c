/**
 * What a subscription over a socket answers with: a listener is handed what there is to tell as it comes up. Waiting for
 * it costs nothing beside the listener, where each iterator that waits holds a stack and a chain of promises.
 */
export interface Feed<Answer = unknown> {
  /** Begins to tell, at the earliest before this returns. Whoever stops it is told nothing more, not even the end. */
  follow(listener: FeedListener<Answer>): { stop(): void };
}

export interface FeedListener<Answer = unknown> {
  tell(answer: Answer): void;
  /** The last thing that is said: with what went wrong, if anything did. */
  end(error?: unknown): void;
}

export const isFeed = (value: unknown): value is Feed =>
  typeof value === "object" && value !== null && "follow" in value && typeof value.follow === "function";
