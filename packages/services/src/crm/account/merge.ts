import { AppError, notFound } from "@steward/contracts";
import { accountMerged, type MergeAccountsInput, type MergeField, mergeFields } from "@steward/contracts/crm/account";
import { account, accountMerge } from "@steward/db/schema";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { emit, type ServiceContext } from "../../kernel/index.ts";
import { countMoves, type MoveCounts, moveToSurvivor } from "./merge-moves.ts";
import type { Snapshot } from "./merge-snapshot.ts";
import { type AccountRow, mergeValues } from "./merge-values.ts";
import { type AccountDetail, getAccount } from "./queries.ts";
import { lineageOf } from "./tree.ts";
import { accountSearchText } from "./words.ts";

export interface MergeResult {
  mergeId: string;
  account: AccountDetail;
  moved: MoveCounts;
}

/**
 * Makes one account of several: everything of the duplicates moves to the survivor, fields only they had are kept, and
 * what differs stays known (aliases, history). One transaction; `undoMerge` takes it back.
 * Throws NOT_FOUND when one of them is not there, INVALID `account.merge_itself` | `account.merge_choice_unknown`.
 */
export async function mergeAccounts(ctx: ServiceContext, input: MergeAccountsInput): Promise<MergeResult> {
  const { survivor, duplicates } = await lockMembers(ctx, input.survivorId, [...new Set(input.duplicateIds)]);
  const duplicateIds = duplicates.map((row) => row.id);
  const lineage = await lineageOf(
    ctx,
    [survivor, ...duplicates].flatMap((row) => row.parentId ?? []),
  );
  const { values, aliases, notKept } = mergeValues(survivor, duplicates, input.fields, lineage);
  const moves = await moveToSurvivor(ctx, survivor.id, duplicateIds);
  await ctx.db
    .update(account)
    .set({ ...values, aliases, searchText: accountSearchText({ ...values, aliases }), version: survivor.version + 1 })
    .where(eq(account.id, survivor.id));
  await ctx.db
    .update(account)
    .set({ deletedAt: sql`now()`, mergedIntoId: survivor.id, version: sql`${account.version} + 1` })
    .where(inArray(account.id, duplicateIds));
  const changed = mergeFields.filter((field) => values[field] !== survivor[field]);
  const snapshot: Snapshot = {
    before: pick(survivor, changed),
    after: pick(values, changed),
    aliasesBefore: survivor.aliases,
    aliasesAfter: aliases,
    moves,
  };
  const [merge] = await ctx.db
    .insert(accountMerge)
    .values({ survivorId: survivor.id, duplicateIds, snapshot })
    .returning({ id: accountMerge.id });
  if (!merge) throw new AppError("INTERNAL", "account.merge_not_written");
  const moved = countMoves(moves);
  const names = duplicates.map(({ id, name }) => ({ id, name }));
  await emit(ctx, accountMerged, survivor.id, { mergeId: merge.id, duplicates: names, notKept, moved });
  return { mergeId: merge.id, account: await getAccount(ctx, survivor.id), moved };
}

function pick(row: Pick<AccountRow, MergeField>, fields: readonly MergeField[]): Snapshot["before"] {
  return Object.fromEntries(fields.map((field) => [field, row[field]]));
}

/** Locked in the order of their ids: two merges over the same accounts wait for each other instead of dead-locking. */
async function lockMembers(
  ctx: ServiceContext,
  survivorId: string,
  duplicateIds: readonly string[],
): Promise<{ survivor: AccountRow; duplicates: AccountRow[] }> {
  if (duplicateIds.includes(survivorId)) throw new AppError("INVALID", "account.merge_itself");
  const rows = await ctx.db
    .select()
    .from(account)
    .where(and(inArray(account.id, [survivorId, ...duplicateIds]), isNull(account.deletedAt)))
    .orderBy(account.id)
    .for("update");
  const byId = new Map(rows.map((row) => [row.id, row]));
  const survivor = byId.get(survivorId);
  const duplicates = duplicateIds.flatMap((id) => byId.get(id) ?? []);
  if (!survivor || duplicates.length !== duplicateIds.length) throw notFound("crm.account");
  return { survivor, duplicates };
}
