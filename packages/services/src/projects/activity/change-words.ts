import type { Changes } from "@steward/contracts/kernel/record";
import type { TaskHistoryEntry } from "@steward/contracts/projects/task";
import { customField, cycle, label, member, milestone, task } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const everyUuid = new RegExp(uuid, "g");
const isUuid = new RegExp(`^${uuid}$`);

/**
 * What the ids in what was recorded of a project are called, in one statement. People write ids, too: what is of another project
 * stays without a name.
 */
export async function namesIn(
  ctx: ServiceContext,
  projectId: string,
  recorded: readonly unknown[],
): Promise<Map<string, string>> {
  const ids = [...new Set(JSON.stringify(recorded).match(everyUuid) ?? [])];
  if (ids.length === 0) return new Map();
  const which = sql`${sql.param(ids)}::uuid[]`;
  const common = [member, label].map((table) => sql`select id, name::text from ${table} where id = any(${which})`);
  const own = [milestone, cycle, customField].map(
    (table) => sql`select id, name::text from ${table} where id = any(${which}) and project_id = ${projectId}`,
  );
  const tasks = sql`select id, title::text as name from ${task} where id = any(${which}) and project_id = ${projectId}`;
  const { rows } = await ctx.db.execute<{ id: string; name: string }>(
    sql.join([tasks, ...common, ...own], sql` union all `),
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Changes as people read them: names in place of ids. */
export function changesInWords(changes: Changes, names: ReadonlyMap<string, string>): TaskHistoryEntry["changes"] {
  return Object.entries(changes).map(([field, { from, to }]) => ({
    field,
    from: inWords(from, names),
    to: inWords(to, names),
  }));
}

function inWords(value: unknown, names: ReadonlyMap<string, string>): string | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((one) => inWords(one, names)).join(", ");
  if (isRecord(value)) {
    const parts = Object.entries(value).map(([key, part]) => `${names.get(key) ?? "?"}: ${inWords(part, names) ?? ""}`);
    return parts.length === 0 ? null : parts.join(", ");
  }
  const text = String(value);
  return isUuid.test(text) ? (names.get(text) ?? null) : text;
}
