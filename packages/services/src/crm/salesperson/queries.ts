import { notFound, type Page } from "@steward/contracts";
import type { CountSalespeopleInput, ListSalespeopleInput } from "@steward/contracts/crm/salesperson";
import { keysetPage } from "@steward/db";
import { salesperson } from "@steward/db/schema";
import { and, count, eq, inArray, type SQL } from "drizzle-orm";
import { containsText, type ServiceContext } from "../../kernel/index.ts";

/** Somebody who owns customers and deals. */
export interface Salesperson {
  id: string;
  name: string;
  email: string | null;
  /** The member this is; null for people who do not sign in. */
  memberId: string | null;
  managerName: string | null;
  office: string | null;
  active: boolean;
  version: number;
}

export function toSalesperson(row: typeof salesperson.$inferSelect): Salesperson {
  const { id, name, email, memberId, managerName, office, active, version } = row;
  return { id, name, email, memberId, managerName, office, active, version };
}

const columns = {
  id: salesperson.id,
  name: salesperson.name,
  email: salesperson.email,
  memberId: salesperson.memberId,
  managerName: salesperson.managerName,
  office: salesperson.office,
  active: salesperson.active,
  version: salesperson.version,
};

function whereSalespeople({ search, filter }: CountSalespeopleInput): SQL | undefined {
  return and(
    containsText(search, salesperson.name, salesperson.email),
    filter.active === undefined ? undefined : eq(salesperson.active, filter.active),
    filter.office?.length ? inArray(salesperson.office, filter.office) : undefined,
  );
}

/** Salespeople by name. A sales force is small: its search needs no index. */
export async function listSalespeople(ctx: ServiceContext, input: ListSalespeopleInput): Promise<Page<Salesperson>> {
  const { sort, limit, cursor } = input;
  return keysetPage({ sort, by: salesperson[sort.field], id: salesperson.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(salesperson)
      .where(and(whereSalespeople(input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

export async function countSalespeople(ctx: ServiceContext, input: CountSalespeopleInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(salesperson).where(whereSalespeople(input));
  return row?.count ?? 0;
}

/** Throws NOT_FOUND. */
export async function getSalesperson(ctx: ServiceContext, id: string): Promise<Salesperson> {
  const [row] = await ctx.db.select(columns).from(salesperson).where(eq(salesperson.id, id));
  if (!row) throw notFound("crm.salesperson");
  return row;
}

/** The salesperson the caller is; null as long as nothing was ever owned by them. */
export async function getOwnSalesperson(ctx: ServiceContext): Promise<Salesperson | null> {
  const [row] = await ctx.db.select(columns).from(salesperson).where(eq(salesperson.memberId, ctx.actor.memberId));
  return row ?? null;
}
