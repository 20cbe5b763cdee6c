import type { ResourceNames } from "./names.ts";

export const serviceKernel = `import type { Db } from "@generated/db";
import type { Permission } from "@generated/contracts/kernel";

export interface ServiceContext {
  readonly db: Db;
  readonly tenant: { readonly id: string; readonly slug: string; readonly currency: string };
  readonly actor: { readonly memberId: string; readonly permissions: ReadonlySet<Permission> };
  readonly requestId: string;
}

export interface TimelineEntry {
  id: string;
  name: string;
  at: Date;
  payload: unknown;
}
`;

/** What is true of a resource. */
export const serviceOf = ({ name, type }: ResourceNames) => `import type { Page } from "@generated/contracts/kernel";
import type {
  Assign${type}Input,
  Count${type}Input,
  Create${type}Input,
  List${type}Input,
  Timeline${type}Input,
  Update${type}Input,
} from "@generated/contracts/${name}";
import { type ${type}Row, ${name} } from "@generated/db";
import { and, asc, count, desc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { ServiceContext, TimelineEntry } from "./kernel.ts";

/** As lists show it. */
export type ${type}Summary = Omit<${type}Row, "tenantId" | "deletedAt" | "notes">;

/** As its own page shows it. */
export interface ${type}Detail extends Omit<${type}Row, "tenantId" | "deletedAt"> {
  childCount: number;
}

const summary = {
  id: ${name}.id,
  name: ${name}.name,
  email: ${name}.email,
  phone: ${name}.phone,
  status: ${name}.status,
  amountMinor: ${name}.amountMinor,
  currency: ${name}.currency,
  priority: ${name}.priority,
  dueAt: ${name}.dueAt,
  ownerId: ${name}.ownerId,
  createdAt: ${name}.createdAt,
  updatedAt: ${name}.updatedAt,
  version: ${name}.version,
};
const sorts = { name: ${name}.name, createdAt: ${name}.createdAt, dueAt: ${name}.dueAt };

function where({ filter }: Count${type}Input) {
  return and(
    isNull(${name}.deletedAt),
    filter.status?.length ? inArray(${name}.status, filter.status) : undefined,
    filter.ownerId?.length ? inArray(${name}.ownerId, filter.ownerId) : undefined,
    filter.dueBefore ? lte(${name}.dueAt, filter.dueBefore) : undefined,
  );
}

export async function list${type}(ctx: ServiceContext, input: List${type}Input): Promise<Page<${type}Summary>> {
  const order = input.sort.direction === "asc" ? asc : desc;
  const rows = await ctx.db
    .select(summary)
    .from(${name})
    .where(where(input))
    .orderBy(order(sorts[input.sort.field]), order(${name}.id))
    .limit(input.limit + 1);
  return { items: rows.slice(0, input.limit), nextCursor: rows.length > input.limit ? "next" : null };
}

export async function count${type}(ctx: ServiceContext, input: Count${type}Input): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(${name}).where(where(input));
  return row?.count ?? 0;
}

export async function get${type}(ctx: ServiceContext, id: string): Promise<${type}Detail> {
  const [row] = await ctx.db
    .select({ ...summary, notes: ${name}.notes, childCount: sql<number>\`0\` })
    .from(${name})
    .where(and(eq(${name}.id, id), isNull(${name}.deletedAt)));
  if (!row) throw new Error("not found");
  return row;
}

export async function create${type}(ctx: ServiceContext, input: Create${type}Input): Promise<${type}Detail> {
  const [row] = await ctx.db
    .insert(${name})
    .values({ ...input, currency: input.currency ?? ctx.tenant.currency, tenantId: ctx.tenant.id, id: ctx.requestId })
    .returning({ id: ${name}.id });
  return get${type}(ctx, row?.id ?? "");
}

export async function update${type}(ctx: ServiceContext, { id, version, ...fields }: Update${type}Input): Promise<${type}Detail> {
  await ctx.db
    .update(${name})
    .set({ ...fields, version: sql\`\${${name}.version} + 1\` })
    .where(and(eq(${name}.id, id), version === undefined ? undefined : eq(${name}.version, version)));
  return get${type}(ctx, id);
}

async function mark(ctx: ServiceContext, ids: readonly string[], fields: Partial<${type}Row>): Promise<{ ids: string[] }> {
  const rows = await ctx.db.update(${name}).set(fields).where(inArray(${name}.id, [...ids])).returning({ id: ${name}.id });
  return { ids: rows.map((row) => row.id) };
}

export const remove${type} = (ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> =>
  mark(ctx, ids, { deletedAt: new Date() });

export const restore${type} = (ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> =>
  mark(ctx, ids, { deletedAt: null });

export const finish${type} = (ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> =>
  mark(ctx, ids, { status: "done" });

export const assign${type} = (ctx: ServiceContext, { ids, ownerId }: Assign${type}Input): Promise<{ ids: string[] }> =>
  mark(ctx, ids, { ownerId });

export async function timeline${type}(ctx: ServiceContext, input: Timeline${type}Input): Promise<Page<TimelineEntry>> {
  const rows = await ctx.db
    .select({ id: ${name}.id, name: ${name}.name, at: ${name}.updatedAt, payload: sql<unknown>\`null\` })
    .from(${name})
    .where(eq(${name}.id, input.id))
    .limit(input.limit);
  return { items: rows, nextCursor: null };
}
`;
