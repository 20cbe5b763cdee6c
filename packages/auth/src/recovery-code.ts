import { createHash, randomInt } from "node:crypto";
import { recoveryCodeCount } from "@steward/contracts/auth/second-factor";
import { recoveryCode } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, count, eq, isNull, sql } from "drizzle-orm";

/** Crockford's base 32: nothing that is mistaken for something else when it is read from paper. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const groups = 4;
const groupLength = 6;

/** 120 bits: from 112 on a plain hash is enough (OWASP ASVS 5.0, 6.5.2), because nobody can try them all. */
function makeRecoveryCode(): string {
  const letter = () => alphabet[randomInt(alphabet.length)];
  const group = () => Array.from({ length: groupLength }, letter).join("");
  return Array.from({ length: groups }, group).join("-");
}

/** Gives a person new codes in place of all they had. They are shown this once. */
export async function replaceRecoveryCodes(tx: SystemDb, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, makeRecoveryCode);
  await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
  await tx.insert(recoveryCode).values(codes.map((code) => ({ userId, codeHash: hashOf(code) })));
  return codes;
}

/** Spends a code; false where it is none of the person's, or was spent. One conditional update decides. */
export async function spendRecoveryCode(tx: SystemDb, userId: string, code: string): Promise<boolean> {
  const spent = await tx
    .update(recoveryCode)
    .set({ usedAt: sql`now()` })
    .where(and(eq(recoveryCode.userId, userId), eq(recoveryCode.codeHash, hashOf(code)), isNull(recoveryCode.usedAt)))
    .returning({ id: recoveryCode.id });
  return spent.length === 1;
}

export async function countRecoveryCodes(db: Pick<SystemDb, "select">, userId: string): Promise<number> {
  const [left] = await db
    .select({ count: count() })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.userId, userId), isNull(recoveryCode.usedAt)));
  return left?.count ?? 0;
}

/** However it was typed: O and 0, I, L and 1 are one sign each in Crockford's alphabet. */
function hashOf(code: string): string {
  const plain = code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return createHash("sha256").update(plain).digest("hex");
}
