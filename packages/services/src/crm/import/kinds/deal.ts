import { createDealInput, loseDealInput } from "@steward/contracts/crm/deal";
import { deal } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import { dealSearchText } from "../../deal/words.ts";
import type { ReadRow } from "../read-row.ts";
import type { Resolution } from "../references.ts";
import { type Columns, given, idOf, type KindRules, type Setting, sameCase } from "./kind-rules.ts";

const { shape } = createDealInput;

/** What the stage or outcome column says; undefined where neither says anything. */
function statusOf(row: ReadRow, stage: Resolution | undefined): string | undefined {
  if (row.values.outcome !== undefined) return String(row.values.outcome);
  if (stage?.is === "outcome") return stage.status;
  return stage?.is === "record" ? "open" : undefined;
}

/**
 * Where a deal stands of which the file does not say it. A closed one shows where it stood last, and `Won` or `Lost` does
 * not tell: a won deal has gone all the way, of a lost one no more is known than that it began.
 */
function usualStage({ pipeline }: Setting, status: unknown): string | undefined {
  return status === "won" ? pipeline?.stages.at(-1)?.id : pipeline?.stages[0]?.id;
}

/** The days a deal's status asks for; a close date of an open deal is the one it is expected to close on. */
function datesOf(setting: Setting, row: ReadRow, status: string | undefined): Columns {
  const { openedOn, closedOn, expectedCloseOn } = row.values;
  if (status === undefined) return { openedOn, expectedCloseOn: expectedCloseOn ?? closedOn };
  if (status === "open") return { openedOn, expectedCloseOn: expectedCloseOn ?? closedOn, closedOn: null };
  if (closedOn === undefined) row.failures.push(`A ${status} deal needs the day it was closed on`);
  else if (closedOn > setting.today) row.failures.push(`Closed on: ${closedOn} has not come yet`);
  else if (openedOn !== undefined && closedOn < openedOn) {
    row.failures.push(`It was opened on ${openedOn} and closed on ${closedOn}, before that`);
  }
  return { openedOn, expectedCloseOn, closedOn };
}

/** A deal without a name of its own is called after its account and product. */
function nameOf(row: ReadRow, meaning: (field: string) => Resolution | undefined): string | undefined {
  if (typeof row.values.name === "string") return row.values.name;
  const parts = ["account", "product"].flatMap((field) => {
    const resolution = meaning(field);
    if (resolution?.is === "record") return resolution.name;
    return resolution?.is === "create" ? (row.names[field] ?? []) : [];
  });
  if (parts.length < 2 && row.values.externalRef !== undefined) parts.push(String(row.values.externalRef));
  return parts.length === 0 ? undefined : parts.join(" · ").slice(0, 200);
}

export const dealRules: KindRules = {
  table: deal,
  schemas: {
    name: shape.name,
    externalRef: shape.externalRef,
    amount: shape.amountMinor,
    probability: shape.probability,
    lostReason: loseDealInput.shape.reason,
    description: shape.description,
  },
  draft(setting, row, meaning) {
    const { values } = row;
    const stage = meaning("stage");
    const status = statusOf(row, stage);
    const name = nameOf(row, meaning);
    if (name === undefined)
      row.failures.push("Neither a name, a reference, an account nor a product says what this deal is");
    const valued = values.amount !== undefined || values.currency !== undefined;
    const columns = given({
      name,
      externalRef: values.externalRef,
      accountId: idOf(meaning("account")),
      contactId: idOf(meaning("contact")),
      productId: idOf(meaning("product")),
      ownerId: idOf(meaning("owner")),
      status,
      stageId: idOf(stage),
      pipelineId: idOf(stage) && setting.pipeline?.id,
      amountMinor: values.amount,
      currency: valued ? (values.currency ?? setting.plan.options.currency) : undefined,
      probability: values.probability,
      ...datesOf(setting, row, status),
      lostReason: status === "lost" ? values.lostReason : undefined,
      description: values.description,
    });
    return { columns };
  },
  defaults: (setting, { columns }) => ({
    ownerId: setting.defaultOwnerId,
    status: "open",
    pipelineId: setting.pipeline?.id,
    stageId: usualStage(setting, columns.status),
    currency: setting.plan.options.currency,
  }),
  derived: (record) => ({ searchText: dealSearchText(record) }),
  keys: {
    externalRef: { keyOf: ({ externalRef }) => sameCase(externalRef), column: sql`${deal.externalRef}` },
  },
  unique: ["externalRef"],
};
