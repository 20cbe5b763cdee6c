import { notFound, type Page } from "@steward/contracts";
import { type CountLeadsInput, type LeadStatus, type ListLeadsInput, leadStatuses } from "@steward/contracts/crm/lead";
import { keysetPage, searchFilter } from "@steward/db";
import { account, contact, deal, lead, salesperson } from "@steward/db/schema";
import { and, asc, count, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { anyIdOf, type ServiceContext, withinDays } from "../../kernel/index.ts";
import type { Facet, RecordRef } from "../account/queries.ts";
import { type TagRef, taggedWithAny, tagsByRecord } from "../tag/tagging.ts";

/** A lead as lists show it. */
export interface LeadSummary {
  id: string;
  firstName: string;
  lastName: string;
  /** Empty where only the company is known. */
  name: string;
  company: string | null;
  jobTitle: string | null;
  email: string | null;
  /** E.164. */
  phone: string | null;
  source: string | null;
  status: LeadStatus;
  estimatedAmountMinor: number | null;
  currency: string;
  owner: RecordRef | null;
  tags: TagRef[];
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

/** A lead as its own page shows it. */
export interface LeadDetail extends LeadSummary {
  description: string | null;
  disqualifiedReason: string | null;
  convertedAt: Date | null;
  /** What it was converted into. */
  account: RecordRef | null;
  contact: RecordRef | null;
  deal: RecordRef | null;
}

export const leadColumns = {
  id: lead.id,
  firstName: lead.firstName,
  lastName: lead.lastName,
  name: sql<string>`${lead.name}`,
  company: lead.company,
  jobTitle: lead.jobTitle,
  email: lead.email,
  phone: lead.phone,
  source: lead.source,
  status: lead.status,
  estimatedAmountMinor: lead.estimatedAmountMinor,
  currency: lead.currency,
  createdAt: lead.createdAt,
  updatedAt: lead.updatedAt,
  version: lead.version,
};
const owner = { id: salesperson.id, name: salesperson.name };
const itsOwner = and(eq(salesperson.tenantId, lead.tenantId), eq(salesperson.id, lead.ownerId));
const sortColumns = { createdAt: lead.createdAt, updatedAt: lead.updatedAt, name: lead.name };

/** Which leads a list, its count and its export are about. */
export function whereLeads(ctx: ServiceContext, { search, filter }: CountLeadsInput): SQL | undefined {
  return and(
    isNull(lead.deletedAt),
    searchFilter(lead, search),
    filter.status?.length ? inArray(lead.status, filter.status) : undefined,
    anyIdOf(lead.ownerId, filter.ownerId),
    filter.source?.length ? inArray(lead.source, filter.source) : undefined,
    filter.tagId?.length ? taggedWithAny(ctx.db, "lead", lead.id, filter.tagId) : undefined,
    ...withinDays(ctx, lead.createdAt, filter.createdAt?.from, filter.createdAt?.to),
  );
}

export function leadKeyset({ sort, limit, cursor }: Pick<ListLeadsInput, "sort" | "limit" | "cursor">) {
  return { sort, by: sortColumns[sort.field], id: lead.id, limit, cursor };
}

/** One page of leads in two statements. */
export async function listLeads(ctx: ServiceContext, input: ListLeadsInput): Promise<Page<LeadSummary>> {
  const page = await keysetPage(leadKeyset(input), (part) =>
    ctx.db
      .select({ ...leadColumns, owner, ...part.columns })
      .from(lead)
      .leftJoin(salesperson, itsOwner)
      .where(and(whereLeads(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  const ids = page.items.map((item) => item.id);
  const tags = await tagsByRecord(ctx.db, "lead", ids);
  return { ...page, items: page.items.map((item) => ({ ...item, tags: tags.get(item.id) ?? [] })) };
}

/** How many leads the same search and filter find. */
export async function countLeads(ctx: ServiceContext, input: CountLeadsInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(lead).where(whereLeads(ctx, input));
  return row?.count ?? 0;
}

/** How many leads of the search and filter stand at each status, whichever of them the filter shows: the tabs. */
export async function countLeadsByStatus(
  ctx: ServiceContext,
  { search, filter: { status: _, ...filter } }: CountLeadsInput,
): Promise<Record<LeadStatus, number>> {
  const rows = await ctx.db
    .select({ status: lead.status, count: count() })
    .from(lead)
    .where(whereLeads(ctx, { search, filter }))
    .groupBy(lead.status);
  const counts = Object.fromEntries(leadStatuses.map((status) => [status, 0])) as Record<LeadStatus, number>;
  for (const row of rows) counts[row.status] = row.count;
  return counts;
}

/** One lead. Throws NOT_FOUND. */
export async function getLead(ctx: ServiceContext, id: string): Promise<LeadDetail> {
  const [[row], tags] = await Promise.all([
    ctx.db
      .select({
        ...leadColumns,
        description: lead.description,
        disqualifiedReason: lead.disqualifiedReason,
        convertedAt: lead.convertedAt,
        owner,
        account: { id: account.id, name: account.name },
        contact: { id: contact.id, name: contact.name },
        deal: { id: deal.id, name: deal.name },
      })
      .from(lead)
      .leftJoin(salesperson, itsOwner)
      .leftJoin(account, and(eq(account.tenantId, lead.tenantId), eq(account.id, lead.accountId)))
      .leftJoin(contact, and(eq(contact.tenantId, lead.tenantId), eq(contact.id, lead.contactId)))
      .leftJoin(deal, and(eq(deal.tenantId, lead.tenantId), eq(deal.id, lead.dealId)))
      .where(and(eq(lead.id, id), isNull(lead.deletedAt))),
    tagsByRecord(ctx.db, "lead", [id]),
  ]);
  if (!row) throw notFound("crm.lead");
  return { ...row, tags: tags.get(id) ?? [] };
}

/** Where leads come from, by name. */
export async function listLeadSources(ctx: ServiceContext): Promise<Facet[]> {
  return ctx.db
    .select({ value: sql<string>`${lead.source}`, count: count() })
    .from(lead)
    .where(and(isNotNull(lead.source), isNull(lead.deletedAt)))
    .groupBy(lead.source)
    .orderBy(asc(lead.source))
    .limit(500);
}
