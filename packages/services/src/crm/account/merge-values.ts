import { invalidField } from "@steward/contracts";
import { type AccountAliases, type MergeField, mergeFields } from "@steward/contracts/crm/account";
import type { account } from "@steward/db/schema";
import type { Lineage } from "./tree.ts";

export type AccountRow = typeof account.$inferSelect;
export type MergeValues = Pick<AccountRow, MergeField>;

const aliasFields = { names: "name", domains: "domain", emails: "email", phones: "phone" } as const;
const aliasKinds = Object.keys(aliasFields) as (keyof AccountAliases)[];

const noAliases: AccountAliases = { names: [], domains: [], emails: [], phones: [] };

interface Merged {
  values: MergeValues;
  aliases: AccountAliases | null;
  /** What some account said that the merged one does not say, by field. */
  notKept: Partial<Record<MergeField, unknown[]>>;
}

/**
 * What the survivor says after a merge: for each field the chosen account's value, else the survivor's, else the first
 * duplicate's that has one. Other names, domains, addresses and numbers live on as aliases.
 * Throws INVALID `account.merge_choice_unknown` where a choice names an account that is not part of the merge.
 */
export function mergeValues(
  survivor: AccountRow,
  duplicates: readonly AccountRow[],
  choices: Partial<Record<MergeField, string>>,
  lineage: Lineage,
): Merged {
  const members = [survivor, ...duplicates];
  const values: Record<string, unknown> = {};
  const notKept: Partial<Record<MergeField, unknown[]>> = {};
  for (const field of mergeFields) {
    const chosen = choices[field] ? members.find((member) => member.id === choices[field]) : undefined;
    if (choices[field] && !chosen) {
      throw invalidField(`fields.${field}`, "account.merge_choice_unknown", "Choose one of the merged accounts");
    }
    const said = members.map((member) => member[field]).filter((value) => value !== null);
    const value =
      field === "parentId" ? mergedParent(members, chosen, lineage) : chosen ? chosen[field] : (said[0] ?? null);
    values[field] = value;
    const others = [...new Set(said)].filter((other) => other !== value);
    if (others.length > 0 && field !== "parentId") notKept[field] = others;
  }
  return { values: values as MergeValues, aliases: mergedAliases(members, values), notKept };
}

/**
 * The account above the merged one. None of the merged accounts, nor anything that stands below one of them, can be it:
 * where a duplicate stood above the survivor, the merged account takes the duplicate's higher place.
 */
function mergedParent(members: readonly AccountRow[], chosen: AccountRow | undefined, lineage: Lineage): string | null {
  const merged = new Set(members.map((member) => member.id));
  const fits = (parentId: string | null): parentId is string =>
    parentId !== null && !merged.has(parentId) && !lineage.get(parentId)?.some((above) => merged.has(above));
  return [chosen, ...members].map((member) => member?.parentId ?? null).find(fits) ?? null;
}

function mergedAliases(members: readonly AccountRow[], values: Record<string, unknown>): AccountAliases | null {
  const aliases = Object.fromEntries(
    aliasKinds.map((kind) => {
      const known = members.flatMap((member) => [member[aliasFields[kind]], ...(member.aliases?.[kind] ?? [])]);
      const others = known.filter((value): value is string => value !== null && value !== values[aliasFields[kind]]);
      return [kind, [...new Set(others)]];
    }),
  ) as unknown as AccountAliases;
  return aliasKinds.some((kind) => aliases[kind].length > 0) ? aliases : null;
}

/** Takes back the aliases a merge brought, keeping those that were there before or came since. */
export function withoutMergedAliases(
  current: AccountAliases | null,
  before: AccountAliases | null,
  after: AccountAliases | null,
): AccountAliases | null {
  if (JSON.stringify(current) === JSON.stringify(after)) return before;
  const left = Object.fromEntries(
    aliasKinds.map((kind) => {
      const brought = (after?.[kind] ?? []).filter((value) => !before?.[kind].includes(value));
      return [kind, (current ?? noAliases)[kind].filter((value) => !brought.includes(value))];
    }),
  ) as unknown as AccountAliases;
  return aliasKinds.some((kind) => left[kind].length > 0) ? left : null;
}
