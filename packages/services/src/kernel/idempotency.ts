import { AppError } from "@steward/contracts";
import type { IdempotencyReason } from "@steward/contracts/kernel/idempotency";
import type { TenantDb } from "@steward/db";
import { sql } from "drizzle-orm";
import type { Actor } from "./context.ts";
import { idOfText } from "./name-id.ts";

/** A call of a mutation under a key: what makes two calls the same. */
export interface KeyedCall {
  /** From `idempotencyId`. */
  readonly id: string;
  readonly procedure: string;
  readonly inputDigest: Buffer;
}

/** Two calls of one member under one key have one id, and nobody else's key has it. */
export const idempotencyId = ({ memberId }: Pick<Actor, "memberId">, key: string): string =>
  idOfText(`${memberId} ${key}`);

interface KeptRow extends Record<string, unknown> {
  procedure: string;
  input_digest: Buffer;
  sealed_answer: Buffer | null;
}

/**
 * Takes the key for the caller's transaction, as its first statement. Null when the mutation is to be run; else the answer
 * that another call gave under this key.
 *
 * While another transaction holds the key this one waits for it: it then finds what that one kept, or has the key for
 * itself where that one failed. Nothing is locked before the key is, so nobody can wait in a circle.
 *
 * Throws CONFLICT `idempotency.key_reused` where the key was used for another procedure or input.
 */
export async function takeKey(db: TenantDb, call: KeyedCall): Promise<Buffer | null> {
  for (;;) {
    const { rowCount } = await db.execute(sql`insert into idempotency_key (id, procedure, input_digest)
      values (${call.id}, ${call.procedure}, ${call.inputDigest}) on conflict do nothing`);
    if (rowCount === 1) return null;
    const kept = await findAnswer(db, call);
    // Nothing is there where upkeep took the row away in between: then the key is free again.
    if (kept) return kept;
  }
}

/** The answer that was given under the key, if there is one. Throws as `takeKey`. */
export async function findAnswer(db: TenantDb, call: KeyedCall): Promise<Buffer | null> {
  const { rows } = await db.execute<KeptRow>(
    sql`select procedure, input_digest, sealed_answer from idempotency_key where id = ${call.id}`,
  );
  const [row] = rows;
  if (!row) return null;
  if (row.procedure !== call.procedure || !row.input_digest.equals(call.inputDigest)) {
    throw new AppError<IdempotencyReason>("CONFLICT", "idempotency.key_reused", { procedure: call.procedure });
  }
  if (!row.sealed_answer) throw new Error("A key was committed without the answer that belongs to it.");
  return row.sealed_answer;
}

/** Keeps the answer for whoever asks again, in the transaction that took the key. */
export async function keepAnswer(db: TenantDb, { id }: Pick<KeyedCall, "id">, sealedAnswer: Buffer): Promise<void> {
  await db.send(db.execute(sql`update idempotency_key set sealed_answer = ${sealedAnswer} where id = ${id}`));
}
