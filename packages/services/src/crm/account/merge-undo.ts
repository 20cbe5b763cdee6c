import { AppError, notFound } from "@steward/contracts";
import { accountMergeUndone, mergeFields, type UndoMergeInput } from "@steward/contracts/crm/account";
import { account, accountMerge } from "@steward/db/schema";
import { eq, inArray, sql } from "drizzle-orm";
import { emit, type ServiceContext } from "../../kernel/index.ts";
import { moveBack } from "./merge-moves.ts";
import { type Snapshot, snapshotSchema } from "./merge-snapshot.ts";
import { type AccountRow, withoutMergedAliases } from "./merge-values.ts";
import { type AccountDetail, getAccount } from "./queries.ts";
import { wouldCycle } from "./tree.ts";
import { accountSearchText } from "./words.ts";

/**
 * Takes a merge back: the duplicates return with everything that came from them and has not been moved on since. Fields
 * of the survivor that were edited after the merge keep their newer values.
 * Throws NOT_FOUND, PRECONDITION `account.merge_already_undone` | `account.merge_superseded`.
 */
export async function undoMerge(ctx: ServiceContext, input: UndoMergeInput): Promise<AccountDetail> {
  const [merge] = await ctx.db.select().from(accountMerge).where(eq(accountMerge.id, input.mergeId)).for("update");
  if (!merge) throw notFound("crm.account");
  if (merge.undoneAt) throw new AppError("PRECONDITION", "account.merge_already_undone");
  const { survivorId, duplicateIds } = merge;
  const rows = await ctx.db
    .select()
    .from(account)
    .where(inArray(account.id, [survivorId, ...duplicateIds]))
    .orderBy(account.id)
    .for("update");
  const survivor = rows.find((row) => row.id === survivorId);
  const duplicates = rows.filter((row) => row.mergedIntoId === survivorId && row.deletedAt !== null);
  // Removed, or merged itself: whoever did that undoes it first, or the records below would go astray.
  if (!survivor || survivor.deletedAt || duplicates.length !== duplicateIds.length) {
    throw new AppError("PRECONDITION", "account.merge_superseded");
  }
  const snapshot = snapshotSchema.parse(merge.snapshot);
  await restoreSurvivor(ctx, survivor, snapshot);
  await ctx.db
    .update(account)
    .set({ deletedAt: null, mergedIntoId: null, version: sql`${account.version} + 1` })
    .where(inArray(account.id, duplicateIds));
  await moveBack(ctx, survivorId, snapshot.moves);
  await restoreParent(ctx, survivor, snapshot);
  await ctx.db.update(accountMerge).set({ undoneAt: sql`now()` }).where(eq(accountMerge.id, merge.id));
  const names = duplicates.map(({ id, name }) => ({ id, name }));
  await emit(ctx, accountMergeUndone, survivorId, { mergeId: merge.id, duplicates: names });
  return getAccount(ctx, survivorId);
}

async function restoreSurvivor(ctx: ServiceContext, survivor: AccountRow, snapshot: Snapshot): Promise<void> {
  const untouched = mergeFields.filter(
    (field) => field !== "parentId" && field in snapshot.before && survivor[field] === snapshot.after[field],
  );
  const values = Object.fromEntries(untouched.map((field) => [field, snapshot.before[field]]));
  const aliases = withoutMergedAliases(survivor.aliases, snapshot.aliasesBefore, snapshot.aliasesAfter);
  const restored = { ...survivor, ...values, aliases };
  await ctx.db
    .update(account)
    .set({ ...values, aliases, searchText: accountSearchText(restored), version: survivor.version + 1 })
    .where(eq(account.id, survivor.id));
}

/** After everything is back in its place: only then it shows whether the old parent still stands above. */
async function restoreParent(ctx: ServiceContext, survivor: AccountRow, snapshot: Snapshot): Promise<void> {
  const { parentId } = snapshot.before;
  if (parentId === undefined || survivor.parentId !== snapshot.after.parentId) return;
  if (typeof parentId === "string" && (await wouldCycle(ctx, survivor.id, parentId))) return;
  await ctx.db.execute(sql`update ${account} set parent_id = ${parentId} where id = ${survivor.id}`);
}
