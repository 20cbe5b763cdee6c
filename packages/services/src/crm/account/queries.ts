import { notFound, type Page } from "@steward/contracts";
import type { AccountAliases, CountAccountsInput, ListAccountsInput } from "@steward/contracts/crm/account";
import { keysetPage, searchFilter } from "@steward/db";
import { account, contact, location, salesperson } from "@steward/db/schema";
import { and, asc, count, eq, gte, inArray, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { anyIdOf, type ServiceContext, withinDays } from "../../kernel/index.ts";
import { type TagRef, taggedWithAny, tagsByRecord } from "../tag/tagging.ts";

/** A record named by another one. */
export interface RecordRef {
  id: string;
  name: string;
}

/** An account as lists show it. */
export interface AccountSummary {
  id: string;
  name: string;
  domain: string | null;
  email: string | null;
  /** E.164. */
  phone: string | null;
  industry: string | null;
  employees: number | null;
  /** In the organisation's currency. */
  annualRevenueMinor: number | null;
  owner: RecordRef | null;
  tags: TagRef[];
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** An account as its own page shows it. */
export interface AccountDetail extends AccountSummary {
  foundedYear: number | null;
  description: string | null;
  /** What merged duplicates called it. */
  aliases: AccountAliases | null;
  parent: RecordRef | null;
  contactCount: number;
  locationCount: number;
  childCount: number;
}

export const summaryColumns = {
  id: account.id,
  name: account.name,
  domain: account.domain,
  email: account.email,
  phone: account.phone,
  industry: account.industry,
  employees: account.employees,
  annualRevenueMinor: account.annualRevenueMinor,
  createdAt: account.createdAt,
  updatedAt: account.updatedAt,
  version: account.version,
};
export const ownerColumns = { id: salesperson.id, name: salesperson.name };
export const ownsAccount = and(eq(salesperson.tenantId, account.tenantId), eq(salesperson.id, account.ownerId));

const sortColumns = { name: account.name, createdAt: account.createdAt, updatedAt: account.updatedAt };

/** Which accounts a list, its count and its export are about. */
export function whereAccounts(ctx: ServiceContext, { search, filter }: CountAccountsInput): SQL | undefined {
  return and(
    isNull(account.deletedAt),
    searchFilter(account, search),
    anyIdOf(account.ownerId, filter.ownerId),
    filter.industry?.length ? inArray(account.industry, filter.industry) : undefined,
    filter.tagId?.length ? taggedWithAny(ctx.db, "account", account.id, filter.tagId) : undefined,
    filter.employees?.min === undefined ? undefined : gte(account.employees, filter.employees.min),
    filter.employees?.max === undefined ? undefined : lte(account.employees, filter.employees.max),
    ...withinDays(ctx, account.createdAt, filter.createdAt?.from, filter.createdAt?.to),
  );
}

/** One page of accounts in two statements. */
export async function listAccounts(ctx: ServiceContext, input: ListAccountsInput): Promise<Page<AccountSummary>> {
  const page = await keysetPage(keysetOf(input), (part) =>
    ctx.db
      .select({ ...summaryColumns, owner: ownerColumns, ...part.columns })
      .from(account)
      .leftJoin(salesperson, ownsAccount)
      .where(and(whereAccounts(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  const tags = await tagsByRecord(
    ctx.db,
    "account",
    page.items.map((item) => item.id),
  );
  return { ...page, items: page.items.map((item) => ({ ...item, tags: tags.get(item.id) ?? [] })) };
}

export function keysetOf({ sort, limit, cursor }: Pick<ListAccountsInput, "sort" | "limit" | "cursor">) {
  return { sort, by: sortColumns[sort.field], id: account.id, limit, cursor };
}

/** How many accounts the same search and filter find. */
export async function countAccounts(ctx: ServiceContext, input: CountAccountsInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(account).where(whereAccounts(ctx, input));
  return row?.count ?? 0;
}

const parent = alias(account, "parent");
const liveRows = (table: typeof contact | typeof location) =>
  sql<number>`(select count(*)::int from ${table} where ${table.accountId} = ${account.id} and ${table.deletedAt} is null)`;

/**
 * One account with its key facts. The id of an account that was merged leads to the one it was merged into, so that
 * old links stay good. Throws NOT_FOUND.
 */
export async function getAccount(ctx: ServiceContext, id: string): Promise<AccountDetail> {
  const [[row], tags] = await Promise.all([selectDetail(ctx, id), tagsByRecord(ctx.db, "account", [id])]);
  if (row) return { ...row, tags: tags.get(id) ?? [] };
  const [survivor] = await ctx.db.select({ id: account.id }).from(account).where(survives(id)).limit(1);
  if (survivor) return getAccount(ctx, survivor.id);
  throw notFound("crm.account");
}

/** What an account was merged into, and that into in turn. Ends, even where rows written past the rules lead round. */
function survives(id: string): SQL | undefined {
  const merges = sql`(
    with recursive merge as (
      select id, merged_into_id from ${account} where id = ${id}
      union
      select next.id, next.merged_into_id from ${account} next join merge on next.id = merge.merged_into_id
    )
    select id from merge)`;
  return and(sql`${account.id} in ${merges}`, isNull(account.deletedAt));
}

const detailColumns = {
  ...summaryColumns,
  foundedYear: account.foundedYear,
  description: account.description,
  aliases: account.aliases,
};

/** What `insert … returning` tells of an account: all but what other records say of it, of which there are none yet. */
export const writtenColumns = {
  ...detailColumns,
  owner: namedBy(
    sql`select ${salesperson.id}, ${salesperson.name} from ${salesperson} where ${salesperson.id} = ${account.ownerId}`,
  ),
  parent: namedBy(
    sql`select ${parent.id}, ${parent.name} from ${account} parent where ${parent.id} = ${account.parentId}`,
  ),
};

function namedBy(query: SQL): SQL<RecordRef | null> {
  return sql`(select to_jsonb(named) from (${query}) named)`;
}

function selectDetail(ctx: ServiceContext, id: string) {
  return ctx.db
    .select({
      ...detailColumns,
      owner: ownerColumns,
      parent: { id: parent.id, name: parent.name },
      contactCount: liveRows(contact),
      locationCount: liveRows(location),
      childCount: sql<number>`(
        select count(*)::int from ${account} child where child.parent_id = ${account.id} and child.deleted_at is null)`,
    })
    .from(account)
    .leftJoin(salesperson, ownsAccount)
    .leftJoin(
      parent,
      and(eq(parent.tenantId, account.tenantId), eq(parent.id, account.parentId), isNull(parent.deletedAt)),
    )
    .where(and(eq(account.id, id), isNull(account.deletedAt)));
}

/** How often a value stands in a list: what a filter offers. */
export interface Facet {
  value: string;
  count: number;
}

/** The industries in use, by name. */
export async function listIndustries(ctx: ServiceContext): Promise<Facet[]> {
  return ctx.db
    .select({ value: sql<string>`${account.industry}`, count: count() })
    .from(account)
    .where(and(isNotNull(account.industry), isNull(account.deletedAt)))
    .groupBy(account.industry)
    .orderBy(asc(account.industry))
    .limit(500);
}
