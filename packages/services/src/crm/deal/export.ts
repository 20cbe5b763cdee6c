import { currencyExponent } from "@steward/contracts";
import type { ExportDealsInput } from "@steward/contracts/crm/deal";
import { csvByteOrderMark, csvLine } from "@steward/contracts/kernel/csv";
import { keysetPage } from "@steward/db";
import { deal } from "@steward/db/schema";
import { inArray } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import type { ExportChunk } from "../account/export.ts";
import { whereDeals } from "./filter.ts";
import { dealKeyset, readDealPart, withTags } from "./queries.ts";

const header = [
  "Opportunity ID",
  "Name",
  "Account",
  "Contact",
  "Product",
  "Owner",
  "Pipeline",
  "Stage",
  "Status",
  "Amount",
  "Currency",
  "Probability",
  "Forecast category",
  "Opened",
  "Expected close",
  "Closed",
  "Lost reason",
  "Tags",
  "Description",
  "Created",
];

/** The deals a search and filter find, as CSV that spreadsheets open safely. */
export async function exportDeals(ctx: ServiceContext, input: ExportDealsInput): Promise<ExportChunk> {
  const page = await keysetPage(dealKeyset(input), (part) => readDealPart(ctx, whereDeals(ctx, input), part));
  const [items, descriptions] = await Promise.all([
    withTags(ctx, page.items),
    ctx.db
      .select({ id: deal.id, text: deal.description })
      .from(deal)
      .where(
        inArray(
          deal.id,
          page.items.map((item) => item.id),
        ),
      ),
  ]);
  const descriptionOf = new Map(descriptions.map(({ id, text }) => [id, text]));
  const lines = items.map((item) =>
    csvLine([
      item.externalRef,
      item.name,
      item.account?.name,
      item.contact?.name,
      item.product?.name,
      item.owner?.name,
      item.pipeline.name,
      item.stage.name,
      item.status,
      item.amountMinor === null ? null : item.amountMinor / 10 ** currencyExponent(item.currency),
      item.currency,
      item.probability,
      item.forecastCategory,
      item.openedOn,
      item.expectedCloseOn,
      item.closedOn,
      item.lostReason,
      item.tags.map((tag) => tag.name).join("; "),
      descriptionOf.get(item.id),
      item.createdAt,
    ]),
  );
  const start = input.cursor ? "" : csvByteOrderMark + csvLine(header);
  return { text: start + lines.join(""), rowCount: items.length, nextCursor: page.nextCursor };
}
