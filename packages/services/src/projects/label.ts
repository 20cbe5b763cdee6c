import { AppError, notFound, type Page, recordChanged } from "@steward/contracts";
import type { BadgeColour } from "@steward/contracts/kernel/colour";
import {
  type CountLabelsInput,
  type CreateLabelInput,
  type LabelReason,
  type ListLabelsInput,
  labelCreated,
  labelRemoved,
  labelRestored,
  labelUpdated,
  type UpdateLabelInput,
} from "@steward/contracts/projects/label";
import { keysetPage, searchFilter, searchTextOf } from "@steward/db";
import { label } from "@steward/db/schema";
import { and, count, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { changesOf, emit, emitMany, refuseTaken, type ServiceContext, withinDays } from "../kernel/index.ts";

/** A label as screens see it. */
export interface Label {
  id: string;
  name: string;
  colour: BadgeColour;
  description: string | null;
  createdAt: Date;
  updatedAt: Date;
  version: number;
}

const columns = {
  id: label.id,
  name: label.name,
  colour: label.colour,
  description: label.description,
  createdAt: label.createdAt,
  updatedAt: label.updatedAt,
  version: label.version,
};

function whereLabels(ctx: ServiceContext, { search, filter }: CountLabelsInput): SQL | undefined {
  return and(
    isNull(label.deletedAt),
    searchFilter(label, search),
    ...withinDays(ctx, label.createdAt, filter.createdAt?.from, filter.createdAt?.to),
  );
}

/** One page of labels. */
export function listLabels(ctx: ServiceContext, input: ListLabelsInput): Promise<Page<Label>> {
  const { sort, limit, cursor } = input;
  return keysetPage({ sort, by: label[sort.field], id: label.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(label)
      .where(and(whereLabels(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** How many labels the same search and filter find. */
export async function countLabels(ctx: ServiceContext, input: CountLabelsInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(label).where(whereLabels(ctx, input));
  return row?.count ?? 0;
}

/** One label. Throws NOT_FOUND. */
export async function getLabel(ctx: ServiceContext, id: string): Promise<Label> {
  const [row] = await ctx.db
    .select(columns)
    .from(label)
    .where(and(eq(label.id, id), isNull(label.deletedAt)));
  if (!row) throw notFound("projects.label");
  return row;
}

/** Adds a label. Throws CONFLICT `label.name_taken`. */
export async function createLabel(ctx: ServiceContext, input: CreateLabelInput): Promise<Label> {
  const [row] = await ctx.db
    .insert(label)
    .values({ ...input, searchText: searchTextOf([input.name]) })
    .returning(columns)
    .catch(explainName);
  if (!row) throw new AppError("INTERNAL", "label.not_written");
  await emit(ctx, labelCreated, row.id, { name: row.name });
  return row;
}

/**
 * Changes the given members. Throws NOT_FOUND, CONFLICT `record_changed` when `version` is given and stale,
 * `label.name_taken`.
 */
export async function updateLabel(ctx: ServiceContext, input: UpdateLabelInput): Promise<Label> {
  const { id, version, ...fields } = input;
  const [before] = await ctx.db
    .select(columns)
    .from(label)
    .where(and(eq(label.id, id), isNull(label.deletedAt)))
    .for("update");
  if (!before) throw notFound("projects.label");
  if (version !== undefined && version !== before.version) throw recordChanged("projects.label");
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length === 0) return before;
  const [row] = await ctx.db
    .update(label)
    .set({ ...fields, searchText: searchTextOf([fields.name ?? before.name]), version: before.version + 1 })
    .where(eq(label.id, id))
    .returning(columns)
    .catch(explainName);
  if (!row) throw notFound("projects.label");
  await emit(ctx, labelUpdated, id, { changes });
  return row;
}

/** Removes labels; `restoreLabels` brings them back. NOT_FOUND when none of them is there. */
export async function removeLabels(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(label)
    .set({ deletedAt: sql`now()`, version: sql`${label.version} + 1` })
    .where(and(inArray(label.id, [...ids]), isNull(label.deletedAt)))
    .returning({ id: label.id, name: label.name });
  if (rows.length === 0) throw notFound("projects.label");
  const facts = rows.map(({ id, name }) => ({ entityId: id, payload: { name } }));
  await emitMany(ctx, labelRemoved, facts);
  return { ids: rows.map(({ id }) => id) };
}

/** Undoes a removal. NOT_FOUND when none of them was removed, CONFLICT `label.name_taken` by one that was added since. */
export async function restoreLabels(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(label)
    .set({ deletedAt: null, version: sql`${label.version} + 1` })
    .where(and(inArray(label.id, [...ids]), isNotNull(label.deletedAt)))
    .returning({ id: label.id, name: label.name })
    .catch(explainName);
  if (rows.length === 0) throw notFound("projects.label");
  const facts = rows.map(({ id, name }) => ({ entityId: id, payload: { name } }));
  await emitMany(ctx, labelRestored, facts);
  return { ids: rows.map(({ id }) => id) };
}

const explainName = refuseTaken("projects_label_unique", "label.name_taken" satisfies LabelReason);
