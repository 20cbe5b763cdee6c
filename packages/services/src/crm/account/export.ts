import { currencyExponent } from "@steward/contracts";
import type { ExportAccountsInput } from "@steward/contracts/crm/account";
import { csvByteOrderMark, csvLine } from "@steward/contracts/kernel/csv";
import { keysetPage } from "@steward/db";
import { account, salesperson } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../../kernel/index.ts";
import { tagsByRecord } from "../tag/tagging.ts";
import { keysetOf, ownsAccount, summaryColumns, whereAccounts } from "./queries.ts";

/** A stretch of a file; the first one carries the header. Ask on with `nextCursor` until it is null. */
export interface ExportChunk {
  text: string;
  rowCount: number;
  nextCursor: string | null;
}

const header = [
  "Name",
  "Website",
  "E-mail",
  "Phone",
  "Industry",
  "Employees",
  "Annual revenue",
  "Founded",
  "Parent account",
  "Owner",
  "Tags",
  "Description",
  "Created",
];

const parent = alias(account, "parent");

/** The accounts a search and filter find, as CSV that spreadsheets open safely and the import reads back. */
export async function exportAccounts(ctx: ServiceContext, input: ExportAccountsInput): Promise<ExportChunk> {
  const { items, nextCursor } = await keysetPage(keysetOf(input), (part) =>
    ctx.db
      .select({
        ...summaryColumns,
        foundedYear: account.foundedYear,
        description: account.description,
        parentName: parent.name,
        ownerName: salesperson.name,
        ...part.columns,
      })
      .from(account)
      .leftJoin(salesperson, ownsAccount)
      .leftJoin(parent, and(eq(parent.tenantId, account.tenantId), eq(parent.id, account.parentId)))
      .where(and(whereAccounts(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  const tags = await tagsByRecord(
    ctx.db,
    "account",
    items.map((item) => item.id),
  );
  const minorPerMajor = 10 ** currencyExponent(ctx.tenant.currency);
  const lines = items.map((item) =>
    csvLine([
      item.name,
      item.domain,
      item.email,
      item.phone,
      item.industry,
      item.employees,
      item.annualRevenueMinor === null ? null : item.annualRevenueMinor / minorPerMajor,
      item.foundedYear,
      item.parentName,
      item.ownerName,
      tags
        .get(item.id)
        ?.map((tag) => tag.name)
        .join("; "),
      item.description,
      item.createdAt,
    ]),
  );
  const start = input.cursor ? "" : csvByteOrderMark + csvLine(header);
  return { text: start + lines.join(""), rowCount: items.length, nextCursor };
}
