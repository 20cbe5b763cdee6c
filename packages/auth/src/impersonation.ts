import { createHash, createHmac, randomBytes } from "node:crypto";
import { AppError, notFound } from "@steward/contracts";
import { session, user, userToken } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { announceAccessChange } from "./access-change.ts";
import { forgetAccess } from "./change-access.ts";
import { requireOwnHands } from "./own-hands.ts";
import { type AuthPlatform, authState, type Identity } from "./platform.ts";
import { recordSecurityEvent } from "./security-event.ts";
import { findIdentity, isLive } from "./session.ts";
import { type AuthSource, storedSource } from "./source.ts";

const impersonationSeconds = 60 * 60;
const ticketSeconds = 60;

/** What a browser turns into a session cookie, once, within a minute: `signIn("handover", { ticket })`. */
export interface Handover {
  readonly ticket: string;
  readonly expiresAt: Date;
}

export interface NewImpersonation {
  readonly operator: Identity;
  readonly userId: string;
  /** Why it is necessary; kept with the session and in both histories. */
  readonly reason: string;
  readonly source: AuthSource;
  /** What else is to be written in the same transaction: the organisations' own records of it. */
  readonly alongside?: (tx: SystemDb) => Promise<void>;
}

/**
 * Lets an operator act as somebody for an hour, in a browser session of its own that ends with the operator's access.
 *
 * Throws FORBIDDEN `operator_only`, `auth.impersonating` (one at a time), `auth.impersonation_refused` (an operator, or
 * somebody disabled), NOT_FOUND for an unknown person, UNAUTHENTICATED `auth.session_expired`.
 */
export async function openImpersonation(
  platform: AuthPlatform,
  { operator, userId, reason, source, alongside }: NewImpersonation,
): Promise<Handover> {
  requireOwnHands(operator);
  const expiresAt = inSeconds(impersonationSeconds);
  return platform.system.transaction(async (tx) => {
    const ownSessionId = await requireOperator(tx, operator);
    await requireImpersonable(tx, userId);
    const { clientAddress, userAgent } = storedSource(source);
    const impersonator = { impersonatorId: operator.userId, impersonationReason: reason };
    const [opened] = await tx
      .insert(session)
      .values({
        userId,
        kind: "browser",
        method: "impersonation",
        userAgent,
        clientAddress,
        expiresAt,
        ...impersonator,
      })
      .returning({ id: session.id });
    if (!opened) throw new AppError("INTERNAL", "internal");
    // The way back, usable once the impersonation has been stopped: derived, so that nobody holds it until then.
    const wayBack = returnTicket(platform, opened.id);
    await storeTicket(tx, wayBack, { userId: operator.userId, sessionId: ownSessionId, expiresAt });
    await recordSecurityEvent(tx, {
      name: "auth.impersonation_started",
      userId,
      actorId: operator.userId,
      source,
      details: { reason },
    });
    await alongside?.(tx);
    return handOver(tx, randomBytes(32).toString("base64url"), { userId, sessionId: opened.id });
  });
}

/**
 * Ends an impersonation, at once and on every node; answers the ticket that brings the operator's own session back, if
 * it still lives. Throws PRECONDITION `auth.not_impersonating`.
 */
export async function stopImpersonation(
  platform: AuthPlatform,
  { userId, sessionId, impersonator }: Identity,
  source: AuthSource,
): Promise<Handover> {
  if (!impersonator || sessionId === null) throw new AppError("PRECONDITION", "auth.not_impersonating");
  const handover = await platform.system.transaction(async (tx) => {
    await tx
      .update(session)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(session.id, sessionId), isNull(session.revokedAt)));
    await announceAccessChange(tx, { kind: "session", id: sessionId });
    const actorId = impersonator.userId;
    await recordSecurityEvent(tx, { name: "auth.impersonation_stopped", userId, actorId, source });
    const ticket = returnTicket(platform, sessionId);
    const expiresAt = inSeconds(ticketSeconds);
    await tx
      .update(userToken)
      .set({ expiresAt })
      .where(eq(userToken.tokenHash, hashOf(ticket)));
    return { ticket, expiresAt };
  });
  forgetAccess(platform, { kind: "session", id: sessionId });
  return handover;
}

/**
 * The session a ticket stands for. A ticket is spent once, by one conditional update, and only while its session lives.
 * Throws UNAUTHENTICATED `auth.handover_invalid`.
 */
export async function spendHandover(platform: AuthPlatform, ticket: string): Promise<Identity> {
  const [spent] = await platform.system
    .update(userToken)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(userToken.tokenHash, hashOf(ticket)),
        eq(userToken.purpose, "handover"),
        isNull(userToken.usedAt),
        gt(userToken.expiresAt, sql`now()`),
      ),
    )
    .returning({ userId: userToken.userId, sessionId: userToken.sessionId });
  const identity = spent?.sessionId ? await findIdentity(platform, spent.sessionId, spent.userId) : null;
  if (!identity) throw new AppError("UNAUTHENTICATED", "auth.handover_invalid");
  return identity;
}

/**
 * The session of an operator who is one still, by that very session. A sweep of it or a change of the person's access
 * waits, as for a sign-in (see `openSession`): what begins here beside it is ended by it, or does not begin.
 */
async function requireOperator(tx: SystemDb, { userId, sessionId }: Identity): Promise<string> {
  const [person] = await tx.select({ operator: user.operator }).from(user).where(eq(user.id, userId)).for("share");
  if (!person?.operator || sessionId === null) throw new AppError("FORBIDDEN", "operator_only");
  const [own] = await tx
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.id, sessionId), isLive()))
    .for("share");
  if (!own) throw new AppError("UNAUTHENTICATED", "auth.session_expired");
  return sessionId;
}

async function requireImpersonable(tx: SystemDb, userId: string): Promise<void> {
  const [person] = await tx
    .select({ operator: user.operator, disabledAt: user.disabledAt })
    .from(user)
    .where(eq(user.id, userId))
    .for("share");
  if (!person) throw notFound("operator.user");
  if (person.operator || person.disabledAt) throw new AppError("FORBIDDEN", "auth.impersonation_refused");
}

interface TicketTarget {
  readonly userId: string;
  readonly sessionId: string;
}

async function handOver(tx: Pick<SystemDb, "insert">, ticket: string, target: TicketTarget): Promise<Handover> {
  const expiresAt = inSeconds(ticketSeconds);
  await storeTicket(tx, ticket, { ...target, expiresAt });
  return { ticket, expiresAt };
}

async function storeTicket(
  tx: Pick<SystemDb, "insert">,
  ticket: string,
  target: TicketTarget & { readonly expiresAt: Date },
): Promise<void> {
  await tx.insert(userToken).values({ purpose: "handover", tokenHash: hashOf(ticket), ...target });
}

function returnTicket(platform: AuthPlatform, sessionId: string): string {
  return createHmac("sha256", authState(platform).returnKey).update(sessionId).digest("base64url");
}

function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000);
}

function hashOf(ticket: string): string {
  return createHash("sha256").update(ticket).digest("hex");
}
