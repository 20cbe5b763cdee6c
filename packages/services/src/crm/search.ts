import type { Permission } from "@steward/contracts";
import { type RecordKind, recordKinds } from "@steward/contracts/crm/record";
import type { SearchRecordsInput } from "@steward/contracts/crm/search";
import { searchIds } from "@steward/db";
import { account, contact, deal, lead } from "@steward/db/schema";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

/** A record by name, with a word of where it belongs. */
export interface SearchResult {
  kind: RecordKind;
  id: string;
  label: string;
  detail: string | null;
  /** 0 to 1. */
  score: number;
}

const readPermissions = {
  account: "crm.account.read",
  contact: "crm.contact.read",
  deal: "crm.deal.read",
  lead: "crm.lead.read",
} as const satisfies Record<RecordKind, Permission>;

const tables = { account, contact, deal, lead };

/** The best matches of every kind the caller may see, the likeliest first. */
export async function searchRecords(ctx: ServiceContext, input: SearchRecordsInput): Promise<SearchResult[]> {
  const kinds = recordKinds.filter(
    (kind) => ctx.actor.permissions.has(readPermissions[kind]) && (input.kinds?.includes(kind) ?? true),
  );
  const found = await Promise.all(kinds.map((kind) => searchKind(ctx, kind, input)));
  return found.flat().sort((left, right) => right.score - left.score || left.label.localeCompare(right.label));
}

async function searchKind(ctx: ServiceContext, kind: RecordKind, input: SearchRecordsInput): Promise<SearchResult[]> {
  // A removed record is still a hit of the index: ask for more than are shown.
  const hits = await searchIds(ctx.db, tables[kind], input.query, input.limit * 3);
  if (hits.length === 0) return [];
  const ids = hits.map((hit) => hit.id);
  const rows = new Map((await selectLabels(ctx, kind, ids)).map((row) => [row.id, row]));
  return hits
    .flatMap(({ id, score }) => {
      const row = rows.get(id);
      return row ? [{ kind, id, label: row.label, detail: row.detail, score }] : [];
    })
    .slice(0, input.limit);
}

/** What a record is called where another module shows it. */
export interface RecordLabel {
  id: string;
  label: string;
  detail: string | null;
}

/** Those of the records that are there, by name; whether the caller may see such records, the caller's module asks. */
export async function labelRecords(
  ctx: ServiceContext,
  kind: RecordKind,
  ids: readonly string[],
): Promise<RecordLabel[]> {
  return selectLabels(ctx, kind, [...ids]);
}

function selectLabels(ctx: ServiceContext, kind: RecordKind, ids: string[]): PromiseLike<RecordLabel[]> {
  const { db } = ctx;
  const accountName = account.name;
  switch (kind) {
    case "account":
      return db
        .select({
          id: account.id,
          label: account.name,
          detail: sql<string | null>`coalesce(${account.domain}, ${account.industry})`,
        })
        .from(account)
        .where(and(inArray(account.id, ids), isNull(account.deletedAt)));
    case "contact":
      return db
        .select({
          id: contact.id,
          label: contact.name,
          detail: sql<string | null>`coalesce(${accountName}, ${contact.emails}[1])`,
        })
        .from(contact)
        .leftJoin(account, and(eq(account.tenantId, contact.tenantId), eq(account.id, contact.accountId)))
        .where(and(inArray(contact.id, ids), isNull(contact.deletedAt)));
    case "deal":
      return db
        .select({ id: deal.id, label: deal.name, detail: accountName })
        .from(deal)
        .leftJoin(account, and(eq(account.tenantId, deal.tenantId), eq(account.id, deal.accountId)))
        .where(and(inArray(deal.id, ids), isNull(deal.deletedAt)));
    case "lead":
      return db
        .select({ id: lead.id, label: lead.name, detail: lead.company })
        .from(lead)
        .where(and(inArray(lead.id, ids), isNull(lead.deletedAt)));
  }
}
