import { AppError } from "@steward/contracts";
import {
  type TaskImportReason,
  taskImportUndone,
  tasksImported,
  type UndoTaskImportInput,
} from "@steward/contracts/projects/import";
import {
  checklistItem,
  file,
  label,
  task,
  taskComment,
  taskImport,
  taskImportRow,
  taskLabel,
  timeEntry,
} from "@steward/db/schema";
import { and, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import { emit, requirePermission, type ServiceContext, updateMany } from "../../kernel/index.ts";
import { audienceOf, requireProject } from "../../projects-access/index.ts";
import { lockTaskImport } from "./imports.ts";
import { removeFromPlan } from "./plan.ts";
import type { TaskImportRecord } from "./record.ts";

export interface UndoneTaskImport {
  id: string;
  removed: number;
  kept: number;
}

/** A task that an import made, as it is now. */
interface MadeTask extends Record<string, unknown> {
  rowId: string;
  id: string;
  number: number;
  title: string;
  parentId: string | null;
  isGone: boolean;
  isChanged: boolean;
  isDiscussed: boolean;
  isTicked: boolean;
  hasTime: boolean;
  hasFiles: boolean;
  hasOtherParts: boolean;
}

const namedInRefusal = 20;
const undoable: ReadonlySet<string> = new Set(["completed", "stopped", "failed"]);

/**
 * Takes an import back: the tasks it made are removed, as are labels, cycles and own fields that it added and nothing else uses. What people have
 * worked on since stays, with what it is a part of; unless `keepChanged` says that this is wanted, nothing happens then.
 * Throws as `lockTaskImport`; FORBIDDEN `permission_missing`; PRECONDITION `task_import.not_undoable` |
 * `task_import.undo_blocked` (`kept`, `removable`, `records`).
 */
export async function undoTaskImport(ctx: ServiceContext, input: UndoTaskImportInput): Promise<UndoneTaskImport> {
  const source = await lockTaskImport(ctx, input.id);
  if (!undoable.has(source.status) || source.createdCount === 0) {
    throw new AppError("PRECONDITION", "task_import.not_undoable" satisfies TaskImportReason, {
      status: source.status,
    });
  }
  requirePermission(ctx, "projects.task.remove");
  const place = await requireProject(ctx, source.projectId, "work", { lock: true });
  const { project } = place;
  const made = await madeTasks(ctx, source);
  const kept = keptOf(made);
  if (kept.size > 0 && !input.keepChanged) throw blocked(made, kept, project.key);
  const removed = made.filter(({ id, isGone }) => !isGone && !kept.has(id));
  await ctx.db
    .update(task)
    .set({ deletedAt: sql`now()`, version: sql`${task.version} + 1` })
    .where(sql`${task.id} = any(${sql.param(removed.map(({ id }) => id))}::uuid[])`);
  await removeLabels(ctx, source);
  await removeFromPlan(ctx, place, source);
  await noteOutcomes(ctx, made, kept);
  await ctx.db
    .update(taskImport)
    .set({ status: "undone", undoneAt: new Date(), version: source.version + 1 })
    .where(eq(taskImport.id, source.id));
  const audience = await audienceOf(ctx, project);
  const addressed = audience ? { audience } : {};
  const counts = { removed: removed.length, kept: kept.size };
  await emit(ctx, taskImportUndone, source.id, { fileName: source.fileName, ...counts }, addressed);
  await emit(ctx, tasksImported, source.id, { importId: source.id, created: 0, removed: removed.length }, addressed);
  return { id: source.id, ...counts };
}

/** What the import made, held, with everything that says whether somebody has worked on it. */
async function madeTasks(ctx: ServiceContext, { id }: TaskImportRecord): Promise<MadeTask[]> {
  const { rows } = await ctx.db.execute<MadeTask>(sql`
    select r.id as "rowId", t.id, t.number, t.title, t.parent_id as "parentId",
      t.deleted_at is not null as "isGone",
      t.version > 1 as "isChanged",
      -- What came with a task was written in its transaction.
      exists (select from ${taskComment} c where c.task_id = t.id and c.deleted_at is null and c.created_at > t.created_at)
        as "isDiscussed",
      exists (select from ${checklistItem} i where i.task_id = t.id
        and (i.created_at > t.created_at or i.done_at > t.created_at + interval '1 minute')) as "isTicked",
      exists (select from ${timeEntry} e where e.task_id = t.id and e.deleted_at is null) as "hasTime",
      exists (select from ${file} f where f.address = 'projects.task' and f.entity_id = t.id and f.deleted_at is null)
        as "hasFiles",
      exists (select from ${task} p where p.parent_id = t.id and p.deleted_at is null and not exists (
        select from ${taskImportRow} o where o.task_id = p.id and o.import_id = ${id}::uuid)) as "hasOtherParts"
    from ${taskImportRow} r join ${task} t on t.id = r.task_id
    where r.import_id = ${id}::uuid and r.status = 'created'
    order by t.id for no key update of t`);
  return rows;
}

/** Why tasks stay, by their id; what one that stays is a part of stays as well. */
function keptOf(made: readonly MadeTask[]): Map<string, string> {
  const kept = new Map<string, string>();
  for (const each of made) {
    const reason = each.isGone ? undefined : reasonToKeep(each);
    if (reason !== undefined) kept.set(each.id, reason);
  }
  const byId = new Map(made.map((each) => [each.id, each]));
  for (const id of [...kept.keys()]) {
    let parent = byId.get(byId.get(id)?.parentId ?? "");
    for (; parent && !kept.has(parent.id); parent = byId.get(parent.parentId ?? "")) {
      if (!parent.isGone) kept.set(parent.id, "a part of it stays");
    }
  }
  return kept;
}

function reasonToKeep(made: MadeTask): string | undefined {
  if (made.isChanged || made.isTicked) return "changed since the import";
  if (made.isDiscussed) return "discussed since the import";
  if (made.hasTime) return "somebody has logged time on it";
  if (made.hasFiles) return "a file hangs on it";
  return made.hasOtherParts ? "it has got parts since" : undefined;
}

function blocked(made: readonly MadeTask[], kept: ReadonlyMap<string, string>, key: string): AppError {
  const named = made.filter(({ id }) => kept.has(id)).slice(0, namedInRefusal);
  return new AppError("PRECONDITION", "task_import.undo_blocked" satisfies TaskImportReason, {
    kept: kept.size,
    removable: made.filter(({ id, isGone }) => !isGone && !kept.has(id)).length,
    records: named.map(({ id, number, title }) => `${key}-${number} ${title}: ${kept.get(id)}`),
  });
}

/** Labels that the import added, that nobody has changed and no task wears. */
async function removeLabels(ctx: ServiceContext, { labelIds }: TaskImportRecord): Promise<void> {
  if (labelIds.length === 0) return;
  const worn = ctx.db
    .select({ one: sql`1` })
    .from(taskLabel)
    .innerJoin(task, and(eq(task.tenantId, taskLabel.tenantId), eq(task.id, taskLabel.taskId)))
    .where(and(eq(taskLabel.labelId, label.id), isNull(task.deletedAt)));
  await ctx.db
    .update(label)
    .set({ deletedAt: sql`now()`, version: sql`${label.version} + 1` })
    .where(and(inArray(label.id, labelIds), isNull(label.deletedAt), eq(label.version, 1), notExists(worn)));
}

async function noteOutcomes(
  ctx: ServiceContext,
  made: readonly MadeTask[],
  kept: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = made.map(({ rowId, id }) => {
    const outcomeReason = kept.get(id) ?? null;
    return { id: rowId, outcome: outcomeReason === null ? "removed" : "kept", outcomeReason };
  });
  await updateMany(ctx.db, taskImportRow, ["outcome", "outcomeReason"], rows);
}
