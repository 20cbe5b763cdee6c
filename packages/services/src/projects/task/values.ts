import type { CustomValue, FieldCondition } from "@steward/contracts/projects/task";
import { uuidv7 } from "@steward/db";
import { task, taskValue } from "@steward/db/schema";
import { and, eq, gte, inArray, lte, not, or, type SQL } from "drizzle-orm";
import { containsText, insertMany, type ServiceContext } from "../../kernel/index.ts";

/** What tasks say in a project's own fields, written out once more for lists to be narrowed by (see `taskValue`). */

/** Of a text its beginning: as much as an index has room for, and more than an option has. */
const maxValueText = 200;

type Said = Readonly<Record<string, CustomValue>>;

/** Writes what new tasks say. */
export async function insertValues(
  { db }: ServiceContext,
  tasks: readonly { readonly id: string; readonly customFields: Said }[],
): Promise<void> {
  const rows = tasks.flatMap(({ id: taskId, customFields }) =>
    Object.entries(customFields).flatMap(([fieldId, value]) => {
      if (value === null || value === "") return [];
      const said =
        typeof value === "number"
          ? { text: null, number: value }
          : { text: [...String(value)].slice(0, maxValueText).join(""), number: null };
      return [{ id: uuidv7(), taskId, fieldId, ...said }];
    }),
  );
  await insertMany(db, taskValue, rows);
}

/** Writes what a task says from now on. */
export async function replaceValues(ctx: ServiceContext, id: string, customFields: Said): Promise<void> {
  await ctx.db.delete(taskValue).where(eq(taskValue.taskId, id));
  await insertValues(ctx, [{ id, customFields }]);
}

/** Conditions on tasks by what they say in fields, by the fields' ids. */
export function byFields(
  { db }: ServiceContext,
  conditions: Readonly<Record<string, FieldCondition>> = {},
): (SQL | undefined)[] {
  return Object.entries(conditions).map(([fieldId, condition]) => {
    const says = (what?: SQL) =>
      inArray(
        task.id,
        db
          .select({ id: taskValue.taskId })
          .from(taskValue)
          .where(and(eq(taskValue.fieldId, fieldId), what)),
      );
    if (typeof condition === "string") return says(containsText(condition, taskValue.text));
    // A box that nobody has touched is not ticked.
    if (typeof condition === "boolean") {
      const isTicked = says(eq(taskValue.text, "true"));
      return condition ? isTicked : not(isTicked);
    }
    if (Array.isArray(condition)) {
      const named = condition.filter((option) => option !== "none");
      return or(
        named.length > 0 ? says(inArray(taskValue.text, named)) : undefined,
        named.length < condition.length ? not(says()) : undefined,
      );
    }
    return between(condition, says);
  });
}

function between(
  range:
    | { from?: string | undefined; to?: string | undefined }
    | { min?: number | undefined; max?: number | undefined },
  says: (what?: SQL) => SQL,
): SQL | undefined {
  const { from, to, min, max } = { from: undefined, to: undefined, min: undefined, max: undefined, ...range };
  const ends = [
    from === undefined ? undefined : gte(taskValue.text, from),
    to === undefined ? undefined : lte(taskValue.text, to),
    min === undefined ? undefined : gte(taskValue.number, min),
    max === undefined ? undefined : lte(taskValue.number, max),
  ];
  const within = and(...ends);
  return within && says(within);
}
