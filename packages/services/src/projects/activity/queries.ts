import type { Permission } from "@steward/contracts";
import {
  type ActivityKind,
  activityEvents,
  activityKinds,
  activityPermissions,
  type ListActivityInput,
} from "@steward/contracts/projects/activity";
import { auditEvent, file, task, taskImport } from "@steward/db/schema";
import { desc, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";

export type ActivityRow = Pick<
  typeof auditEvent.$inferSelect,
  "id" | "name" | "entityId" | "actorId" | "actorName" | "createdAt" | "payload"
>;

/**
 * What is recorded of a project and of what hangs on it, newest first, in one statement, for somebody who has been let in. Ids
 * are given in the order of time, so the last one of a page says where the next begins.
 *
 * Nothing is stored for it besides: a record of its own would cost each change a row. It is found from the record's index by
 * what things happened to: first the newest of each task, then all of the few whose newest is among the newest. So a page
 * costs one step in an index for each task of the project, however long their histories are.
 */
export async function readActivity(ctx: ServiceContext, input: ListActivityInput): Promise<ActivityRow[]> {
  const wanted = input.filter.kind ?? activityKinds;
  const kinds = wanted.filter((kind) => ctx.actor.permissions.has(activityPermissions[kind]));
  if (kinds.length === 0) return [];
  const names = sql`${sql.param(kinds.flatMap((kind) => activityEvents[kind].map(({ name }) => name)))}::text[]`;
  const { memberId } = input.filter;
  const isWanted = sql`e.name = any(${names})
    ${input.cursor ? sql`and e.id < ${input.cursor}` : sql``}
    ${memberId ? sql`and e.actor_id = ${memberId}` : sql``}`;
  const newest = (of: SQL, limit: number) => sql`select e.id from ${auditEvent} e
    where e.tenant_id = ${of}.tenant_id and e.entity_id = ${of}.id and ${isWanted} order by e.id desc limit ${limit}`;
  const limit = input.limit + 1;
  const ids = sql`select e.id from (
      select thing.tenant_id, thing.id from (${thingsIn(ctx, input.projectId, kinds)}) thing
      cross join lateral (${newest(sql`thing`, 1)}) e order by e.id desc limit ${limit}
    ) lately cross join lateral (${newest(sql`lately`, limit)}) e order by e.id desc limit ${limit}`;
  return ctx.db
    .select()
    .from(auditEvent)
    .where(sql`${auditEvent.id} = any(array(${ids}))`)
    .orderBy(desc(auditEvent.id));
}

/** The project itself, its tasks, files and imports, as far as somebody asks for them and may see them. */
function thingsIn({ tenant, actor }: ServiceContext, projectId: string, kinds: readonly ActivityKind[]): SQL {
  const has = (permission: Permission) => actor.permissions.has(permission);
  const ofTasks = sql`from ${task} t where t.project_id = ${projectId}`;
  // Those that are there and those that were removed have an index each.
  const filesOn = (address: string, ids: SQL) =>
    ["is null", "is not null"].map(
      (state) => sql`select f.tenant_id, f.id from ${file} f
        where f.address = ${address} and f.entity_id in (${ids}) and f.deleted_at ${sql.raw(state)}`,
    );
  const parts: SQL[] = [];
  if (kinds.includes("task") || kinds.includes("comment")) {
    parts.push(sql`select t.tenant_id, t.id ${ofTasks}`);
  }
  if (kinds.includes("file")) {
    parts.push(...filesOn("projects.project", sql`${projectId}`));
    if (has("projects.task.read")) parts.push(...filesOn("projects.task", sql`select t.id ${ofTasks}`));
  }
  if (kinds.includes("project")) {
    parts.push(sql`select ${tenant.id}::uuid as tenant_id, ${projectId}::uuid as id`);
    if (has("projects.import.read")) {
      parts.push(sql`select i.tenant_id, i.id from ${taskImport} i where i.project_id = ${projectId}`);
    }
  }
  return sql.join(parts, sql` union all `);
}
