import type { ImportReference } from "@steward/contracts/crm/import-fields";
import { account, contact, product, salesperson, stage } from "@steward/db/schema";
import { and, eq, isNull, max } from "drizzle-orm";
import { insertMany, type ServiceContext } from "../../kernel/index.ts";
import { accountSearchText } from "../account/words.ts";
import { contactSearchText } from "../contact/words.ts";
import { productSearchText } from "../product/words.ts";
import { writeJournal } from "./journal.ts";
import type { ImportPlan } from "./plan.ts";
import { splitName } from "./values/person-name.ts";

/** A record to be, of which only the name is known. */
export interface NewReference {
  id: string;
  name: string;
}

/** A stage a file names without saying how likely it is: in the middle, and not yet in anybody's commitment. */
const newStage = { probability: 50, forecastCategory: "pipeline" } as const;

const tables = { account, contact, product, salesperson, stage };

/** What a record holds of which nothing is known but its name. */
async function rowsOf(
  ctx: ServiceContext,
  plan: ImportPlan,
  type: ImportReference,
  news: readonly NewReference[],
  pipelineId: string | null,
): Promise<object[]> {
  switch (type) {
    case "account":
      return news.map((each) => ({ ...each, searchText: accountSearchText(each) }));
    case "contact":
      return news.map(({ id, name }) => {
        const emails = name.includes("@") ? [name.toLowerCase()] : [];
        const fields = { ...splitName(name), emails };
        return { id, ...fields, searchText: contactSearchText(fields) };
      });
    case "product":
      return news.map((each) => ({
        ...each,
        unitAmountMinor: 0,
        currency: plan.options.currency,
        searchText: productSearchText(each),
      }));
    case "salesperson":
      return news.map(({ id, name }) => ({ id, name, email: name.includes("@") ? name.toLowerCase() : null }));
    case "stage": {
      const [last] = await ctx.db
        .select({ position: max(stage.position) })
        .from(stage)
        .where(and(eq(stage.pipelineId, pipelineId ?? ""), isNull(stage.deletedAt)));
      const next = (last?.position ?? -1) + 1;
      return news.map((each, index) => ({ ...each, ...newStage, pipelineId, position: next + index }));
    }
  }
}

/** Creates records that are named and no more. */
export async function createReferences(
  ctx: ServiceContext,
  plan: ImportPlan,
  type: ImportReference,
  news: readonly NewReference[],
  pipelineId: string | null,
): Promise<void> {
  await insertMany(ctx.db, tables[type], await rowsOf(ctx, plan, type, news, pipelineId));
  await writeJournal(
    ctx.db,
    plan.importId,
    news.map(({ id }) => ({ kind: type, entityId: id, action: "created", entityVersion: 1 })),
  );
}
