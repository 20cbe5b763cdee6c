import { AppError, invalidField, notFound, recordChanged } from "@steward/contracts";
import {
  type CreateCustomFieldInput,
  type CustomFieldItem,
  type CustomFieldReason,
  maxCustomFields,
  type ReorderCustomFieldsInput,
  type UpdateCustomFieldInput,
} from "@steward/contracts/projects/custom-field";
import type { CustomFieldKind } from "@steward/contracts/projects/task";
import { customField } from "@steward/db/schema";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { changesOf, refuseTaken, type ServiceContext } from "../../kernel/index.ts";
import { requireProject } from "../../projects-access/index.ts";
import { requirePartLed, restoreParts, tellPlan } from "../plan-part.ts";
import { lastPlace } from "../status/queries.ts";

const columns = {
  id: customField.id,
  name: customField.name,
  kind: customField.kind,
  options: customField.options,
  isRequired: customField.isRequired,
  version: customField.version,
};

function read(ctx: Pick<ServiceContext, "db">, where: SQL | undefined): Promise<CustomFieldItem[]> {
  return ctx.db
    .select(columns)
    .from(customField)
    .where(and(where, isNull(customField.deletedAt)))
    .orderBy(asc(customField.position), asc(customField.id));
}

/** What a project asks of its tasks besides, in order, for whoever has been let in. */
export const fieldsOf = (ctx: Pick<ServiceContext, "db">, projectId: string): Promise<CustomFieldItem[]> =>
  read(ctx, eq(customField.projectId, projectId));

/** Throws NOT_FOUND. */
export async function listCustomFields(ctx: ServiceContext, projectId: string): Promise<CustomFieldItem[]> {
  await requireProject(ctx, projectId, "read");
  return fieldsOf(ctx, projectId);
}

async function getField(ctx: ServiceContext, id: string): Promise<CustomFieldItem> {
  const [row] = await read(ctx, eq(customField.id, id));
  if (!row) throw notFound("projects.customField");
  return row;
}

/** Throws as `requireProject`, LIMIT `customField.too_many`, CONFLICT `customField.name_taken`, INVALID `customField.options_missing`. */
export async function createCustomField(ctx: ServiceContext, input: CreateCustomFieldInput): Promise<CustomFieldItem> {
  const { project } = await requireProject(ctx, input.projectId, "lead", { lock: true });
  const before = await fieldsOf(ctx, project.id);
  if (before.length >= maxCustomFields) {
    throw new AppError("LIMIT", "customField.too_many" satisfies CustomFieldReason, { max: maxCustomFields });
  }
  requireOptions(input.kind, input.options ?? []);
  const [row] = await ctx.db
    .insert(customField)
    .values({ ...input, position: lastPlace(customField, project.id) })
    .returning({ id: customField.id })
    .catch(explainName);
  if (!row) throw new AppError("INTERNAL", "customField.not_written");
  await tellPlan(ctx, project, { part: "customField", partId: row.id, action: "created" });
  return getField(ctx, row.id);
}

/** Answers that are no option any more stay where they are until somebody chooses another. Throws as `createCustomField`, CONFLICT `record_changed`. */
export async function updateCustomField(
  ctx: ServiceContext,
  { id, version, ...fields }: UpdateCustomFieldInput,
): Promise<CustomFieldItem> {
  const { project } = await requirePartLed(ctx, "customField", id);
  const before = await getField(ctx, id);
  if (version !== undefined && version !== before.version) throw recordChanged("projects.customField");
  requireOptions(before.kind, fields.options ?? before.options);
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length === 0) return before;
  await ctx.db
    .update(customField)
    .set({ ...fields, version: before.version + 1 })
    .where(eq(customField.id, id))
    .catch(explainName);
  await tellPlan(ctx, project, { part: "customField", partId: id, action: "updated", changes });
  return getField(ctx, id);
}

/** Throws as `requireProject`, INVALID `customField.order_incomplete`. */
export async function reorderCustomFields(
  ctx: ServiceContext,
  { projectId, ids }: ReorderCustomFieldsInput,
): Promise<CustomFieldItem[]> {
  const { project } = await requireProject(ctx, projectId, "lead", { lock: true });
  const before = await fieldsOf(ctx, projectId);
  const given = new Set(ids);
  if (given.size !== before.length || before.some(({ id }) => !given.has(id))) {
    throw invalidField("ids", "customField.order_incomplete" satisfies CustomFieldReason, "Name every field once");
  }
  await ctx.db
    .update(customField)
    .set({ position: sql`array_position(${sql.param(ids)}::uuid[], ${customField.id}) - 1` })
    .where(and(eq(customField.projectId, projectId), isNull(customField.deletedAt)));
  await tellPlan(ctx, project, { part: "customField", partId: projectId, action: "ordered" });
  return fieldsOf(ctx, projectId);
}

/** Throws as `restoreParts`, CONFLICT `customField.name_taken` by one that was made meanwhile. */
export const restoreCustomFields = (ctx: ServiceContext, ids: readonly string[]) =>
  restoreParts(ctx, "customField", ids).catch(explainName);

function requireOptions(kind: CustomFieldKind, options: readonly string[]): void {
  if (kind === "choice" && options.length === 0) {
    throw invalidField("options", "customField.options_missing" satisfies CustomFieldReason, "Say what may be chosen");
  }
}

const explainName = refuseTaken("projects_custom_field_name", "customField.name_taken" satisfies CustomFieldReason);
