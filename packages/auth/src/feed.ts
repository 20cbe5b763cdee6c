import { randomUUID } from "node:crypto";
import { type AccessChange, accessChangeSchema, accessChannel } from "@steward/contracts/auth/access-change";
import { createListener } from "@steward/db/system";
import { sql } from "drizzle-orm";
import { forgetAccess } from "./change-access.ts";
import { type AuthFeed, type AuthPlatform, authState } from "./platform.ts";

/** How long after its last proof of life the feed is believed. */
const leaseMs = 1_000;
/** While requests ask, a proof is under way this often; while nobody asks, none is. */
const pulseEveryMs = 300;

/**
 * Listens for changes of access, so that what this process remembers of sessions, keys and memberships is good until
 * somebody changes it, and not a moment longer.
 *
 * A listener that hears nothing cannot tell peace from a cut line, and some cuts (a pooler that swallows LISTEN, a
 * router that drops packets) close no socket. So the feed listens for itself too: notifications arrive in the order of
 * their commits, and hearing the pulse that was sent at a given time proves that every earlier change has been heard.
 * No pulse for `leaseMs`: nothing remembered is used, and each request asks the database, as it does before the first.
 *
 * @param url of the role `steward_system`, past any transaction pooler.
 */
export function startAuthFeed(platform: AuthPlatform, url: string, onError: (error: Error) => void): AuthFeed {
  const state = authState(platform);
  const listener = createListener(url);
  const pulseMark = `pulse ${randomUUID()} `;
  let pulseSentAtMs = Number.NEGATIVE_INFINITY;
  let trustedUntilMs = 0;

  const hear = (payload: string) => {
    const change = readChange(payload);
    if (change) forgetAccess(platform, change);
    else if (payload.startsWith(pulseMark)) trustedUntilMs = Number(payload.slice(pulseMark.length)) + leaseMs;
  };
  const subscribed = () => {
    // Whatever was said while nobody listened is lost.
    trustedUntilMs = 0;
    state.sessions.clear();
    state.apiKeys.clear();
    state.hosts.clear();
    state.memberships.clear();
    for (const watcher of state.watchers) watcher(null);
  };
  const sendPulse = () => {
    const nowMs = performance.now();
    if (nowMs - pulseSentAtMs < pulseEveryMs) return;
    pulseSentAtMs = nowMs;
    platform.system.execute(sql`select pg_notify(${accessChannel}, ${pulseMark + nowMs})`).catch(() => {
      // A database that is away is reported by those who need it; without a pulse nothing is trusted.
    });
  };

  const feed: AuthFeed = {
    isTrusted() {
      sendPulse();
      return performance.now() < trustedUntilMs;
    },
    async close() {
      trustedUntilMs = 0;
      if (state.feed === feed) state.feed = null;
      await listener.close();
    },
  };
  state.feed = feed;
  // Where the first attempt fails the listener goes on trying by itself.
  listener.listen(accessChannel, hear, subscribed).catch(onError);
  return feed;
}

/** Null for a pulse, and for what nobody of ours said. */
function readChange(payload: string): AccessChange | null {
  if (!payload.startsWith("{")) return null;
  try {
    return accessChangeSchema.parse(JSON.parse(payload));
  } catch {
    return null;
  }
}
