import { article, capital, type ResourceNames } from "../names.ts";

export function service({
  module,
  file,
  camel,
  pascal,
  pascals,
  table,
  address,
  words,
  plural,
}: ResourceNames): string {
  return `import { AppError, notFound, type Page, recordChanged } from "@steward/contracts";
import {
  type Count${pascals}Input,
  type Create${pascal}Input,
  type List${pascals}Input,
  ${camel}Created,
  type ${pascal}Reason,
  ${camel}Removed,
  ${camel}Restored,
  ${camel}Updated,
  type Update${pascal}Input,
} from "@steward/contracts/${module}/${file}";
import { keysetPage, searchFilter, searchTextOf } from "@steward/db";
import { ${camel} } from "@steward/db/schema";
import { and, count, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { changesOf, emit, emitMany, type ServiceContext, withinDays, refuseTaken } from "../kernel/index.ts";

/** ${capital(article(words))} ${words} as screens see it. */
export interface ${pascal} {
  id: string;
  name: string;
  description: string | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

const columns = {
  id: ${camel}.id,
  name: ${camel}.name,
  description: ${camel}.description,
  createdAt: ${camel}.createdAt,
  updatedAt: ${camel}.updatedAt,
  version: ${camel}.version,
};

function where${pascals}(ctx: ServiceContext, { search, filter }: Count${pascals}Input): SQL | undefined {
  return and(
    isNull(${camel}.deletedAt),
    searchFilter(${camel}, search),
    ...withinDays(ctx, ${camel}.createdAt, filter.createdAt?.from, filter.createdAt?.to),
  );
}

/** One page of ${plural}. */
export function list${pascals}(ctx: ServiceContext, input: List${pascals}Input): Promise<Page<${pascal}>> {
  const { sort, limit, cursor } = input;
  return keysetPage({ sort, by: ${camel}[sort.field], id: ${camel}.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(${camel})
      .where(and(where${pascals}(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** How many ${plural} the same search and filter find. */
export async function count${pascals}(ctx: ServiceContext, input: Count${pascals}Input): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(${camel}).where(where${pascals}(ctx, input));
  return row?.count ?? 0;
}

/** One ${words}. Throws NOT_FOUND. */
export async function get${pascal}(ctx: ServiceContext, id: string): Promise<${pascal}> {
  const [row] = await ctx.db
    .select(columns)
    .from(${camel})
    .where(and(eq(${camel}.id, id), isNull(${camel}.deletedAt)));
  if (!row) throw notFound("${address}");
  return row;
}

/** Adds ${article(words)} ${words}. Throws CONFLICT \`${camel}.name_taken\`. */
export async function create${pascal}(ctx: ServiceContext, input: Create${pascal}Input): Promise<${pascal}> {
  const [row] = await ctx.db
    .insert(${camel})
    .values({ ...input, searchText: searchTextOf([input.name]) })
    .returning(columns)
    .catch(explainName);
  if (!row) throw new AppError("INTERNAL", "${camel}.not_written");
  await emit(ctx, ${camel}Created, row.id, { name: row.name });
  return row;
}

/**
 * Changes the given members. Throws NOT_FOUND, CONFLICT \`record_changed\` when \`version\` is given and stale,
 * \`${camel}.name_taken\`.
 */
export async function update${pascal}(ctx: ServiceContext, input: Update${pascal}Input): Promise<${pascal}> {
  const { id, version, ...fields } = input;
  const [before] = await ctx.db
    .select(columns)
    .from(${camel})
    .where(and(eq(${camel}.id, id), isNull(${camel}.deletedAt)))
    .for("update");
  if (!before) throw notFound("${address}");
  if (version !== undefined && version !== before.version) throw recordChanged("${address}");
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length === 0) return before;
  const [row] = await ctx.db
    .update(${camel})
    .set({ ...fields, searchText: searchTextOf([fields.name ?? before.name]), version: before.version + 1 })
    .where(eq(${camel}.id, id))
    .returning(columns)
    .catch(explainName);
  if (!row) throw notFound("${address}");
  await emit(ctx, ${camel}Updated, id, { changes });
  return row;
}

/** Removes ${plural}; \`restore${pascals}\` brings them back. NOT_FOUND when none of them is there. */
export async function remove${pascals}(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(${camel})
    .set({ deletedAt: sql\`now()\`, version: sql\`\${${camel}.version} + 1\` })
    .where(and(inArray(${camel}.id, [...ids]), isNull(${camel}.deletedAt)))
    .returning({ id: ${camel}.id, name: ${camel}.name });
  if (rows.length === 0) throw notFound("${address}");
  const facts = rows.map(({ id, name }) => ({ entityId: id, payload: { name } }));
  await emitMany(ctx, ${camel}Removed, facts);
  return { ids: rows.map(({ id }) => id) };
}

/** Undoes a removal. NOT_FOUND when none of them was removed, CONFLICT \`${camel}.name_taken\` by one that was added since. */
export async function restore${pascals}(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(${camel})
    .set({ deletedAt: null, version: sql\`\${${camel}.version} + 1\` })
    .where(and(inArray(${camel}.id, [...ids]), isNotNull(${camel}.deletedAt)))
    .returning({ id: ${camel}.id, name: ${camel}.name })
    .catch(explainName);
  if (rows.length === 0) throw notFound("${address}");
  const facts = rows.map(({ id, name }) => ({ entityId: id, payload: { name } }));
  await emitMany(ctx, ${camel}Restored, facts);
  return { ids: rows.map(({ id }) => id) };
}

const explainName = refuseTaken("${table}_unique", "${camel}.name_taken" satisfies ${pascal}Reason);
`;
}

/** The lines of the module's public index. */
export function serviceExports({ file, pascal, pascals }: ResourceNames): string {
  const functions = [`count${pascals}`, `create${pascal}`, `get${pascal}`, `list${pascals}`];
  const more = [`remove${pascals}`, `restore${pascals}`, `type ${pascal}`, `update${pascal}`];
  return `export { ${[...functions, ...more].join(", ")} } from "./${file}.ts";\n`;
}

export function router({ module, file, camel, pascal, pascals, address }: ResourceNames): string {
  return `import { idInput, idsInput } from "@steward/contracts";
import {
  count${pascals}Input,
  create${pascal}Input,
  list${pascals}Input,
  update${pascal}Input,
} from "@steward/contracts/${module}/${file}";
import {
  count${pascals},
  create${pascal},
  get${pascal},
  list${pascals},
  remove${pascals},
  restore${pascals},
  update${pascal},
} from "@steward/services/${module}";
import { can, router } from "../kernel/procedure.ts";

export const ${camel}Router = router({
  list: can("${address}.read")
    .input(list${pascals}Input)
    .query(({ ctx, input }) => list${pascals}(ctx, input)),
  count: can("${address}.read")
    .input(count${pascals}Input)
    .query(({ ctx, input }) => count${pascals}(ctx, input)),
  byId: can("${address}.read")
    .input(idInput)
    .query(({ ctx, input }) => get${pascal}(ctx, input.id)),

  create: can("${address}.write")
    .input(create${pascal}Input)
    .mutation(({ ctx, input }) => create${pascal}(ctx, input)),
  update: can("${address}.write")
    .input(update${pascal}Input)
    .mutation(({ ctx, input }) => update${pascal}(ctx, input)),
  remove: can("${address}.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => remove${pascals}(ctx, input.ids)),
  restore: can("${address}.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restore${pascals}(ctx, input.ids)),
});
`;
}
