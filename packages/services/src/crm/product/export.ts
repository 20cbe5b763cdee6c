import { currencyExponent } from "@steward/contracts";
import type { ExportProductsInput } from "@steward/contracts/crm/product";
import { csvByteOrderMark, csvLine } from "@steward/contracts/kernel/csv";
import type { ServiceContext } from "../../kernel/index.ts";
import type { ExportChunk } from "../account/export.ts";
import { listProducts } from "./queries.ts";

/** As the import reads them, so that a price list can go out, be edited and come back. */
const header = ["Product", "Code", "Family", "Price", "Currency", "Description", "Active"];

/** The products a search and filter find, as CSV that spreadsheets open safely. */
export async function exportProducts(ctx: ServiceContext, input: ExportProductsInput): Promise<ExportChunk> {
  const { items, nextCursor } = await listProducts(ctx, input);
  const lines = items.map((item) =>
    csvLine([
      item.name,
      item.sku,
      item.family,
      item.unitAmountMinor / 10 ** currencyExponent(item.currency),
      item.currency,
      item.description,
      item.active ? "yes" : "no",
    ]),
  );
  const start = input.cursor ? "" : csvByteOrderMark + csvLine(header);
  return { text: start + lines.join(""), rowCount: items.length, nextCursor };
}
