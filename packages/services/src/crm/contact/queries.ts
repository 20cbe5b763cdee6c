import { notFound, type Page } from "@steward/contracts";
import type { CountContactsInput, ListContactsInput } from "@steward/contracts/crm/contact";
import { keysetPage, searchFilter } from "@steward/db";
import { account, contact, salesperson } from "@steward/db/schema";
import { and, count, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { anyIdOf, type ServiceContext, withinDays } from "../../kernel/index.ts";
import type { RecordRef } from "../account/queries.ts";
import { type TagRef, taggedWithAny, tagsByRecord } from "../tag/tagging.ts";

/** A person as lists show them. */
export interface ContactSummary {
  id: string;
  name: string;
  jobTitle: string | null;
  /** The primary one first. */
  emails: string[];
  /** E.164. */
  phone: string | null;
  account: RecordRef | null;
  owner: RecordRef | null;
  tags: TagRef[];
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

export interface ContactDetail extends ContactSummary {
  firstName: string;
  lastName: string;
  description: string | null;
}

export const summaryColumns = {
  id: contact.id,
  name: contact.name,
  jobTitle: contact.jobTitle,
  emails: contact.emails,
  phone: contact.phone,
  account: { id: account.id, name: account.name },
  owner: { id: salesperson.id, name: salesperson.name },
  createdAt: contact.createdAt,
  updatedAt: contact.updatedAt,
  version: contact.version,
};
export const detailColumns = {
  ...summaryColumns,
  firstName: contact.firstName,
  lastName: contact.lastName,
  description: contact.description,
};
export const worksAt = and(
  eq(account.tenantId, contact.tenantId),
  eq(account.id, contact.accountId),
  isNull(account.deletedAt),
);
export const ownsContact = and(eq(salesperson.tenantId, contact.tenantId), eq(salesperson.id, contact.ownerId));

const sortColumns = { name: contact.name, createdAt: contact.createdAt, updatedAt: contact.updatedAt };

export function keysetOf({ sort, limit, cursor }: Pick<ListContactsInput, "sort" | "limit" | "cursor">) {
  return { sort, by: sortColumns[sort.field], id: contact.id, limit, cursor };
}

/** Which contacts a list, its count and its export are about. */
export function whereContacts(ctx: ServiceContext, { search, filter }: CountContactsInput): SQL | undefined {
  return and(
    isNull(contact.deletedAt),
    searchFilter(contact, search),
    filter.accountId?.length ? inArray(contact.accountId, filter.accountId) : undefined,
    anyIdOf(contact.ownerId, filter.ownerId),
    filter.tagId?.length ? taggedWithAny(ctx.db, "contact", contact.id, filter.tagId) : undefined,
    ...withinDays(ctx, contact.createdAt, filter.createdAt?.from, filter.createdAt?.to),
  );
}

/** One page of contacts in two statements. */
export async function listContacts(ctx: ServiceContext, input: ListContactsInput): Promise<Page<ContactSummary>> {
  const page = await keysetPage(keysetOf(input), (part) =>
    ctx.db
      .select({ ...summaryColumns, ...part.columns })
      .from(contact)
      .leftJoin(account, worksAt)
      .leftJoin(salesperson, ownsContact)
      .where(and(whereContacts(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  const tags = await tagsByRecord(
    ctx.db,
    "contact",
    page.items.map((item) => item.id),
  );
  return { ...page, items: page.items.map((item) => ({ ...item, tags: tags.get(item.id) ?? [] })) };
}

/** How many contacts the same search and filter find. */
export async function countContacts(ctx: ServiceContext, input: CountContactsInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(contact).where(whereContacts(ctx, input));
  return row?.count ?? 0;
}

/** One contact. Throws NOT_FOUND. */
export async function getContact(ctx: ServiceContext, id: string): Promise<ContactDetail> {
  const [[row], tags] = await Promise.all([
    ctx.db
      .select(detailColumns)
      .from(contact)
      .leftJoin(account, worksAt)
      .leftJoin(salesperson, ownsContact)
      .where(and(eq(contact.id, id), isNull(contact.deletedAt))),
    tagsByRecord(ctx.db, "contact", [id]),
  ]);
  if (!row) throw notFound("crm.contact");
  return { ...row, tags: tags.get(id) ?? [] };
}
