import { createHash, randomBytes } from "node:crypto";
import { AppError } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { user, userToken } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, exists, gt, isNull, sql } from "drizzle-orm";

export type MailedPurpose = "verifyEmail" | "resetPassword";

/** How long a mailed link works, in milliseconds: short where it changes a password. */
const lifetimeMs: Record<MailedPurpose, number> = { verifyEmail: 24 * 3_600_000, resetPassword: 30 * 60_000 };

export interface MailedToken {
  /** 256 random bits; only its SHA-256 is stored, because nobody can guess what to hash. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** A new secret for a link, not yet stored. */
export function makeMailedToken(purpose: MailedPurpose): MailedToken {
  return { token: randomBytes(32).toString("base64url"), expiresAt: new Date(Date.now() + lifetimeMs[purpose]) };
}

/**
 * Stores a person's token, and ends what was sent before for the same purpose: one link works at a time. The caller
 * holds the person's row locked, so that two requests at once leave one. For a person who does not exist (any other id)
 * both statements run and store nothing.
 */
export async function storeMailedToken(
  tx: SystemDb,
  purpose: MailedPurpose,
  userId: string,
  { token, expiresAt }: MailedToken,
): Promise<void> {
  await endMailedTokens(tx, purpose, userId);
  await tx.execute(sql`
    insert into ${userToken} (id, user_id, purpose, token_hash, expires_at)
    select ${uuidv7()}::uuid, id, ${purpose}, ${hashOf(token)}, ${expiresAt.toISOString()}::timestamptz
    from ${user} where id = ${userId}::uuid`);
}

/** Ends a person's links of one purpose. */
export async function endMailedTokens(tx: SystemDb, purpose: MailedPurpose, userId: string): Promise<void> {
  await tx
    .update(userToken)
    .set({ usedAt: sql`now()` })
    .where(and(eq(userToken.userId, userId), eq(userToken.purpose, purpose), isNull(userToken.usedAt)));
}

/** Whose living token this is, without spending it. Throws NOT_FOUND `auth.link_invalid`. */
export async function findMailedToken(
  db: Pick<SystemDb, "select">,
  purpose: MailedPurpose,
  token: string,
): Promise<{ userId: string; name: string; email: string }> {
  const [found] = await db
    .select({ userId: user.id, name: user.name, email: user.email })
    .from(userToken)
    .innerJoin(user, eq(user.id, userToken.userId))
    .where(and(isLiving(purpose, token), isNull(user.disabledAt)));
  if (!found) throw linkInvalid();
  return found;
}

/**
 * Spends a token and says whose it was. One conditional update decides which of many presenters it served. Throws
 * NOT_FOUND `auth.link_invalid`, the same for a token that is unknown, spent, expired, or of a person who is disabled.
 */
export async function spendMailedToken(tx: SystemDb, purpose: MailedPurpose, token: string): Promise<string> {
  const enabled = tx
    .select({ one: sql`1` })
    .from(user)
    .where(and(eq(user.id, userToken.userId), isNull(user.disabledAt)));
  const [spent] = await tx
    .update(userToken)
    .set({ usedAt: sql`now()` })
    .where(and(isLiving(purpose, token), exists(enabled)))
    .returning({ userId: userToken.userId });
  if (!spent) throw linkInvalid();
  return spent.userId;
}

function isLiving(purpose: MailedPurpose, token: string) {
  return and(
    eq(userToken.tokenHash, hashOf(token)),
    eq(userToken.purpose, purpose),
    isNull(userToken.usedAt),
    gt(userToken.expiresAt, sql`now()`),
  );
}

const linkInvalid = () => new AppError("NOT_FOUND", "auth.link_invalid");

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
