import { currencyExponent } from "@steward/contracts";
import type { ExportLeadsInput } from "@steward/contracts/crm/lead";
import { csvByteOrderMark, csvLine } from "@steward/contracts/kernel/csv";
import { keysetPage } from "@steward/db";
import { lead, salesperson } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import type { ExportChunk } from "../account/export.ts";
import { leadColumns, leadKeyset, whereLeads } from "./queries.ts";

const header = [
  "First name",
  "Last name",
  "Company",
  "Job title",
  "E-mail",
  "Phone",
  "Source",
  "Status",
  "Estimated amount",
  "Currency",
  "Owner",
  "Disqualified because",
  "Description",
  "Created",
];

/** The leads a search and filter find, as CSV that spreadsheets open safely. */
export async function exportLeads(ctx: ServiceContext, input: ExportLeadsInput): Promise<ExportChunk> {
  const { items, nextCursor } = await keysetPage(leadKeyset(input), (part) =>
    ctx.db
      .select({
        ...leadColumns,
        description: lead.description,
        disqualifiedReason: lead.disqualifiedReason,
        ownerName: salesperson.name,
        ...part.columns,
      })
      .from(lead)
      .leftJoin(salesperson, and(eq(salesperson.tenantId, lead.tenantId), eq(salesperson.id, lead.ownerId)))
      .where(and(whereLeads(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  const lines = items.map((item) =>
    csvLine([
      item.firstName,
      item.lastName,
      item.company,
      item.jobTitle,
      item.email,
      item.phone,
      item.source,
      item.status,
      item.estimatedAmountMinor === null ? null : item.estimatedAmountMinor / 10 ** currencyExponent(item.currency),
      item.currency,
      item.ownerName,
      item.disqualifiedReason,
      item.description,
      item.createdAt,
    ]),
  );
  const start = input.cursor ? "" : csvByteOrderMark + csvLine(header);
  return { text: start + lines.join(""), rowCount: items.length, nextCursor };
}
