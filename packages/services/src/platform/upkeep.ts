import type { SecurityEventName } from "@steward/contracts/auth/security-event";
import { idempotencyKeptHours } from "@steward/contracts/kernel/idempotency";
import { receiptsKeptDays } from "@steward/contracts/operator/event";
import { firstUuidAt } from "@steward/db";
import {
  eventReceipt,
  idempotencyKey,
  mailMessage,
  member,
  notification,
  rateLimit,
  refreshToken,
  securityEvent,
  session,
  user,
  userToken,
} from "@steward/db/schema";
import type { SystemDatabase, SystemDb } from "@steward/db/system";
import { and, eq, gt, inArray, isNotNull, isNull, lt, ne, notExists, or } from "drizzle-orm";
import { purgeTenants } from "./tenant-removal.ts";

const day = 24 * 60 * 60 * 1000;
/** How long what is over stays, so that "it was me, last week" can still be answered. */
const keptMs = 30 * day;
/** What happened to people's access: a year, and time to notice at the end of it. */
const historyKeptMs = 400 * day;
/** What anybody can have written about an address by typing it in; nobody's record is to grow by that. */
const byStrangers: SecurityEventName[] = [
  "auth.sign_in_failed",
  "auth.signed_up",
  "auth.verification_requested",
  "auth.password_reset_requested",
];
const receiptsKeptMs = receiptsKeptDays * day;
const answersKeptMs = idempotencyKeptHours * 60 * 60 * 1000;
/** What was read is looked for a while; what was not, or was put away, a year and time to notice at the end of it. */
const readNotificationsKeptMs = 90 * day;
const notificationsKeptMs = 400 * day;

export interface Upkeep {
  /** Rows removed, by what they were. */
  readonly sessions: number;
  readonly tokens: number;
  readonly counters: number;
  readonly mails: number;
  /** What happened to people's access, long ago. */
  readonly securityEvents: number;
  /** Accounts that nobody ever confirmed. */
  readonly accounts: number;
  /** Answers to mutations that nobody will ask for again. */
  readonly answers: number;
  /** Receipts of consumers and jobs for what nobody will hand to them again. */
  readonly receipts: number;
  /** What members were told long ago. */
  readonly notifications: number;
  /** The slugs of the organisations that were removed for good. */
  readonly tenants: readonly string[];
}

/**
 * Removes what nobody needs any more: sessions and tokens that ended thirty days ago, counters whose time is over, mail
 * of thirty days ago that is not waiting to be sent, accounts of thirty days ago whose address nobody has confirmed,
 * answers kept for a day, receipts and read notifications of ninety days ago, all notifications of four hundred, and the
 * organisations whose grace period is over. Of what happened to people's access it forgets what strangers caused after
 * thirty days and the rest after four hundred; what an operator did, or what concerns an organisation, stays. Doing it
 * twice does no harm.
 */
export async function runUpkeep(system: SystemDatabase, now: Date = new Date()): Promise<Upkeep> {
  const longAgo = new Date(now.getTime() - keptMs);
  const swept = await system.transaction(async (db) => {
    // Refresh tokens first: those of a session that is removed go with it, uncounted.
    const refresh = await db.delete(refreshToken).where(lt(refreshToken.expiresAt, longAgo));
    const sessions = await db.delete(session).where(lt(session.expiresAt, longAgo));
    const once = await db.delete(userToken).where(lt(userToken.expiresAt, longAgo));
    const counters = await db.delete(rateLimit).where(lt(rateLimit.expire, now.getTime()));
    const mails = await db
      .delete(mailMessage)
      .where(and(ne(mailMessage.status, "queued"), lt(mailMessage.createdAt, longAgo)));
    const forgotten = await db.delete(securityEvent).where(oldHistory(now, longAgo));
    const accounts = await db.delete(user).where(neverConfirmed(db, now, longAgo));
    const answered = new Date(now.getTime() - answersKeptMs);
    const answers = await db.delete(idempotencyKey).where(lt(idempotencyKey.createdAt, answered));
    const receipted = new Date(now.getTime() - receiptsKeptMs);
    const receipts = await db.delete(eventReceipt).where(lt(eventReceipt.createdAt, receipted));
    const told = await db.delete(notification).where(oldNotifications(now));
    return {
      sessions: sessions.rowCount ?? 0,
      tokens: (refresh.rowCount ?? 0) + (once.rowCount ?? 0),
      counters: counters.rowCount ?? 0,
      mails: mails.rowCount ?? 0,
      securityEvents: forgotten.rowCount ?? 0,
      accounts: accounts.rowCount ?? 0,
      answers: answers.rowCount ?? 0,
      receipts: receipts.rowCount ?? 0,
      notifications: told.rowCount ?? 0,
    };
  });
  return { ...swept, tenants: await purgeTenants(system, now) };
}

function oldNotifications(now: Date) {
  const { occurredAt, readAt, archived } = notification;
  const read = and(
    lt(occurredAt, new Date(now.getTime() - readNotificationsKeptMs)),
    isNotNull(readAt),
    eq(archived, false),
  );
  return or(read, lt(occurredAt, new Date(now.getTime() - notificationsKeptMs)));
}

/** By id, which stands in the order of time and has an index; the table is large. */
function oldHistory(now: Date, longAgo: Date) {
  const ofStrangers = and(inArray(securityEvent.name, byStrangers), lt(securityEvent.id, firstUuidAt(longAgo)));
  const veryOld = lt(securityEvent.id, firstUuidAt(new Date(now.getTime() - historyKeptMs)));
  return and(or(ofStrangers, veryOld), isNull(securityEvent.tenantId), isNull(securityEvent.actorId));
}

/**
 * Anybody may ask for an account in anybody's name; one whose link still works may yet be confirmed. With a person their
 * memberships would go, so whoever has one stays, however they came to it.
 */
function neverConfirmed(db: SystemDb, now: Date, longAgo: Date) {
  const link = db
    .select({ id: userToken.id })
    .from(userToken)
    .where(and(eq(userToken.userId, user.id), isNull(userToken.usedAt), gt(userToken.expiresAt, now)));
  const place = db.select({ id: member.id }).from(member).where(eq(member.userId, user.id));
  const waits = and(isNull(user.emailVerifiedAt), isNull(user.disabledAt), eq(user.operator, false));
  return and(waits, lt(user.createdAt, longAgo), notExists(link), notExists(place));
}
