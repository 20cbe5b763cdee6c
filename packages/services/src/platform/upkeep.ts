import { idempotencyKeptHours } from "@steward/contracts/kernel/idempotency";
import { idempotencyKey, mailMessage, rateLimit, refreshToken, session, userToken } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import { and, lt, ne, sql } from "drizzle-orm";
import { purgeTenants } from "./tenant-removal.ts";

const day = 24 * 60 * 60 * 1000;
/** How long what is over stays, so that "it was me, last week" can still be answered. */
const keptMs = 30 * day;
const answersKeptMs = idempotencyKeptHours * 60 * 60 * 1000;
/** Any number, as long as nobody else locks it. */
const upkeepLock = 7_253_104_885;

export interface Upkeep {
  /** Rows removed, by what they were. */
  readonly sessions: number;
  readonly tokens: number;
  readonly counters: number;
  readonly mails: number;
  /** Answers to mutations that nobody will ask for again. */
  readonly answers: number;
  /** The slugs of the organisations that were removed for good. */
  readonly tenants: readonly string[];
}

/**
 * Removes what nobody needs any more: sessions and tokens that ended thirty days ago, counters whose time is over, mail
 * of thirty days ago that is not waiting to be sent, answers kept for a day, and the organisations whose grace period is
 * over.
 *
 * Several workers may ask at once: one does it and the others get null. Doing it twice does no harm.
 */
export async function runUpkeep(system: SystemDatabase, now: Date = new Date()): Promise<Upkeep | null> {
  const longAgo = new Date(now.getTime() - keptMs);
  const swept = await system.transaction(async (db) => {
    const { rows } = await db.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(${upkeepLock}::bigint) as mine`,
    );
    if (!rows[0]?.mine) return null;
    // Refresh tokens first: those of a session that is removed go with it, uncounted.
    const refresh = await db.delete(refreshToken).where(lt(refreshToken.expiresAt, longAgo));
    const sessions = await db.delete(session).where(lt(session.expiresAt, longAgo));
    const once = await db.delete(userToken).where(lt(userToken.expiresAt, longAgo));
    const counters = await db.delete(rateLimit).where(lt(rateLimit.expire, now.getTime()));
    const mails = await db
      .delete(mailMessage)
      .where(and(ne(mailMessage.status, "queued"), lt(mailMessage.createdAt, longAgo)));
    const answered = new Date(now.getTime() - answersKeptMs);
    const answers = await db.delete(idempotencyKey).where(lt(idempotencyKey.createdAt, answered));
    return {
      sessions: sessions.rowCount ?? 0,
      tokens: (refresh.rowCount ?? 0) + (once.rowCount ?? 0),
      counters: counters.rowCount ?? 0,
      mails: mails.rowCount ?? 0,
      answers: answers.rowCount ?? 0,
    };
  });
  return swept && { ...swept, tenants: await purgeTenants(system, now) };
}
