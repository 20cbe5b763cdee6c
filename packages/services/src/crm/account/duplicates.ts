import { toDomain } from "@steward/contracts";
import type { FindDuplicateAccountsInput } from "@steward/contracts/crm/account";
import { foldText, searchIds } from "@steward/db";
import { account, salesperson } from "@steward/db/schema";
import { and, eq, inArray, isNull, ne, or } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { ownsAccount, type RecordRef } from "./queries.ts";
import { companyKey, partsOf, similarity } from "./similar.ts";

/** An account that may be the same company. */
export interface DuplicateCandidate {
  id: string;
  name: string;
  domain: string | null;
  industry: string | null;
  owner: RecordRef | null;
  /** Why: the same web site, or a name that is written alike. */
  reason: "domain" | "name";
  /** 0 to 1. */
  score: number;
}

const leastSimilar = 0.6;
const maxCandidates = 5;

/** Accounts with the same web site or a similar name, the most likely first. */
export async function findDuplicateAccounts(
  ctx: ServiceContext,
  input: FindDuplicateAccountsInput,
): Promise<DuplicateCandidate[]> {
  const domain = input.domain ? toDomain(input.domain) : undefined;
  const key = companyKey(foldText(input.name ?? ""));
  const ids = await idsLike(ctx, key);
  if (ids.length === 0 && !domain) return [];
  const rows = await ctx.db
    .select({
      id: account.id,
      name: account.name,
      domain: account.domain,
      industry: account.industry,
      owner: { id: salesperson.id, name: salesperson.name },
    })
    .from(account)
    .leftJoin(salesperson, ownsAccount)
    .where(
      and(
        isNull(account.deletedAt),
        input.exceptId ? ne(account.id, input.exceptId) : undefined,
        or(domain ? eq(account.domain, domain) : undefined, ids.length > 0 ? inArray(account.id, ids) : undefined),
      ),
    )
    .limit(300);
  return rows
    .map((row): DuplicateCandidate => {
      if (domain && row.domain === domain) return { ...row, reason: "domain", score: 1 };
      return { ...row, reason: "name", score: similarity(key, companyKey(foldText(row.name))) };
    })
    .filter((candidate) => candidate.score >= leastSimilar)
    .sort((left, right) => right.score - left.score || left.name.localeCompare(right.name))
    .slice(0, maxCandidates);
}

/** A search forgives slips only where nothing has the very words, so parts of the name are looked for beside it. */
async function idsLike(ctx: ServiceContext, key: string): Promise<string[]> {
  if (key.length < 2) return [];
  const found = await Promise.all([key, ...partsOf(key)].map((part) => searchIds(ctx.db, account, part, 50)));
  return [...new Set(found.flat().map((hit) => hit.id))];
}
