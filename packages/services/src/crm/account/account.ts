import { AppError, invalidField, notFound, recordChanged } from "@steward/contracts";
import {
  accountAssigned,
  accountCreated,
  accountRemoved,
  accountRestored,
  accountUpdated,
  type CreateAccountInput,
  type UpdateAccountInput,
} from "@steward/contracts/crm/account";
import { account } from "@steward/db/schema";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { changesOf, emit, emitMany, type ServiceContext } from "../../kernel/index.ts";
import { readPhone } from "../phone.ts";
import { requireReferences } from "../reference.ts";
import { actingSalesperson, ensureSalesperson } from "../salesperson/salesperson.ts";
import { addTags, replaceTags, tagsByRecord } from "../tag/tagging.ts";
import { tellOwner } from "../tell-owner.ts";
import { type AccountDetail, getAccount, writtenColumns } from "./queries.ts";
import { wouldCycle } from "./tree.ts";
import { accountSearchText } from "./words.ts";

/**
 * Adds an account; without `ownerId` it belongs to who adds it.
 * Throws INVALID `phone_invalid` | `reference_unknown`.
 */
export async function createAccount(ctx: ServiceContext, input: CreateAccountInput): Promise<AccountDetail> {
  const { tagIds = [], ...given } = input;
  const fields = { ...given, phone: readPhone(ctx, given.phone) };
  await requireReferences(ctx, input);
  const ownerId = fields.ownerId === undefined ? actingSalesperson(ctx) : fields.ownerId;
  const [written] = await ctx.db
    .insert(account)
    .values({ ...fields, ownerId, searchText: accountSearchText(fields) })
    .returning(writtenColumns);
  if (!written) throw new AppError("INTERNAL", "account.not_written");
  const { id } = written;
  await addTags(ctx, "account", [id], tagIds);
  await emit(ctx, accountCreated, id, { name: fields.name });
  await tellOwner(ctx, accountAssigned, fields.ownerId, [{ id, name: fields.name }]);
  if (fields.ownerId === undefined && !written.owner) {
    await ctx.db
      .update(account)
      .set({ ownerId: await ensureSalesperson(ctx) })
      .where(eq(account.id, id));
    return getAccount(ctx, id);
  }
  const tags = await tagsByRecord(ctx.db, "account", tagIds.length > 0 ? [id] : []);
  return { ...written, tags: tags.get(id) ?? [], contactCount: 0, locationCount: 0, childCount: 0 };
}

/**
 * Changes the given members of an account.
 * Throws NOT_FOUND, CONFLICT `record_changed` when `version` is given and stale, INVALID `phone_invalid` |
 * `reference_unknown` | `account.parent_cycle`.
 */
export async function updateAccount(ctx: ServiceContext, input: UpdateAccountInput): Promise<AccountDetail> {
  const { id, version, tagIds, ...given } = input;
  const fields = { ...given, phone: readPhone(ctx, given.phone) };
  const [before] = await ctx.db
    .select()
    .from(account)
    .where(and(eq(account.id, id), isNull(account.deletedAt)))
    .for("update");
  if (!before) throw notFound("crm.account");
  if (version !== undefined && version !== before.version) throw recordChanged("crm.account");
  await requireReferences(ctx, input);
  if (fields.parentId) await refuseCycle(ctx, id, fields.parentId);
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .update(account)
      .set({
        ...fields,
        searchText: accountSearchText({ ...before, ...given, ...fields }),
        version: before.version + 1,
      })
      .where(eq(account.id, id));
    await emit(ctx, accountUpdated, id, { changes });
    if (changes.ownerId)
      await tellOwner(ctx, accountAssigned, fields.ownerId, [{ id, name: fields.name ?? before.name }]);
  }
  if (tagIds) await replaceTags(ctx, "account", id, tagIds);
  return getAccount(ctx, id);
}

/** A company cannot stand above itself. Throws INVALID `account.parent_cycle`. */
async function refuseCycle(ctx: ServiceContext, id: string, parentId: string): Promise<void> {
  if (await wouldCycle(ctx, id, parentId)) {
    throw invalidField("parentId", "account.parent_cycle", "This account stands below the one you are editing");
  }
}

/** Removes accounts from every list; `restoreAccounts` brings them back. NOT_FOUND when none of them is there. */
export async function removeAccounts(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(account)
    .set({ deletedAt: sql`now()`, version: sql`${account.version} + 1` })
    .where(and(inArray(account.id, [...ids]), isNull(account.deletedAt)))
    .returning({ id: account.id, name: account.name });
  if (rows.length === 0) throw notFound("crm.account");
  await emitMany(
    ctx,
    accountRemoved,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { ids: rows.map((row) => row.id) };
}

/** Undoes a removal. Merged accounts come back by undoing the merge only. NOT_FOUND when none of them was removed. */
export async function restoreAccounts(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(account)
    .set({ deletedAt: null, version: sql`${account.version} + 1` })
    .where(and(inArray(account.id, [...ids]), isNotNull(account.deletedAt), isNull(account.mergedIntoId)))
    .returning({ id: account.id, name: account.name });
  if (rows.length === 0) throw notFound("crm.account");
  await emitMany(
    ctx,
    accountRestored,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { ids: rows.map((row) => row.id) };
}
