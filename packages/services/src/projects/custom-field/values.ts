import { invalidField } from "@steward/contracts";
import type { CustomValue, TaskReason } from "@steward/contracts/projects/task";
import { customField } from "@steward/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { ServiceContext } from "../../kernel/index.ts";

type Field = Pick<typeof customField.$inferSelect, "id" | "name" | "kind" | "options" | "isRequired">;
type Values = Record<string, CustomValue>;

const isDay = z.iso.date();

/**
 * What a task says in its project's own fields after it was given some: the values it had, with those in place of them.
 *
 * @param isNew a new task answers all that is required; one that is there need not answer what was asked for later
 * Throws INVALID `task.custom_field_invalid` | `task.custom_field_missing` under the field's path.
 */
export async function mergeCustomValues(
  ctx: ServiceContext,
  projectId: string,
  { before = {}, given, isNew }: { before?: Values; given: Values | undefined; isNew: boolean },
): Promise<Values> {
  if (given === undefined && !isNew) return before;
  const fields = await ctx.db
    .select()
    .from(customField)
    .where(and(eq(customField.projectId, projectId), isNull(customField.deletedAt)));
  const known = new Map(fields.map((field) => [field.id, field]));
  const merged: Values = { ...before };
  for (const [id, value] of Object.entries(given ?? {})) {
    const field = known.get(id);
    if (!field || !fits(field, value)) throw invalid(id, field);
    if (isEmpty(value)) delete merged[id];
    else merged[id] = value;
  }
  const named = new Set(isNew ? known.keys() : Object.keys(given ?? {}));
  const missing = fields.find((field) => field.isRequired && named.has(field.id) && isEmpty(merged[field.id]));
  if (missing) {
    const reason: TaskReason = "task.custom_field_missing";
    throw invalidField(`customFields.${missing.id}`, reason, `${missing.name} is wanted`);
  }
  return merged;
}

const isEmpty = (value: CustomValue | undefined): boolean => value === undefined || value === null || value === "";

function fits({ kind, options }: Field, value: CustomValue): boolean {
  if (isEmpty(value)) return true;
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "date":
      return isDay.safeParse(value).success;
    case "choice":
      return typeof value === "string" && options.includes(value);
    case "checkbox":
      return typeof value === "boolean";
  }
}

function invalid(id: string, field: Field | undefined) {
  const reason: TaskReason = "task.custom_field_invalid";
  return invalidField(
    `customFields.${id}`,
    reason,
    field ? `This is no answer to ${field.name}` : "There is no such field",
  );
}
