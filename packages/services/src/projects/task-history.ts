import { AppError } from "@steward/contracts";
import type { Changes } from "@steward/contracts/kernel/record";
import {
  priorities,
  type TaskDetail,
  type TaskHistoryEntry,
  type TaskReason,
  taskMoved,
  taskUpdated,
  type UndoTaskChangeInput,
  updateTaskInput,
} from "@steward/contracts/projects/task";
import { auditEvent, task, taskAssignee, taskLabel, taskStatus } from "@steward/db/schema";
import { and, desc, eq, notInArray, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { requireTask } from "../projects-access/index.ts";
import { changesInWords, isRecord, namesIn } from "./change-words.ts";
import { updateTask } from "./task.ts";
import { moveTask } from "./task-move.ts";

const maxEvents = 100;
/** Where a card lies and who looks on is nobody's history. */
const silent = ["projects.task.ranked", "projects.task.watched"];

type Event = Pick<typeof auditEvent.$inferSelect, "id" | "name" | "actorId" | "actorName" | "createdAt" | "payload">;

/** What happened to a task, newest first: the latest hundred events, in three flights. Throws NOT_FOUND. */
export async function getTaskHistory(ctx: ServiceContext, id: string): Promise<TaskHistoryEntry[]> {
  const { project } = await requireTask(ctx, id, "read");
  const [events, now] = await Promise.all([
    ctx.db
      .select()
      .from(auditEvent)
      .where(
        and(
          eq(auditEvent.entityId, id),
          // The address as well: who may read tasks may not read the record of everything else.
          eq(auditEvent.address, "projects.task"),
          notInArray(auditEvent.name, silent),
        ),
      )
      .orderBy(desc(auditEvent.id))
      .limit(maxEvents),
    readNow(ctx, id),
  ]);
  const names = await namesIn(ctx, project.id, events.map(changesIn));
  return events.map((event) => ({
    id: event.id,
    name: event.name,
    actor: event.actorId === null ? null : { memberId: event.actorId, name: event.actorName },
    at: event.createdAt,
    changes: changesInWords(changesIn(event), names),
    canUndo: canUndo(event, now),
  }));
}

/**
 * Takes a change back, by writing what was there before it. What anybody has changed since stays as it is.
 * Throws NOT_FOUND, PRECONDITION `task.not_undoable` | `task.changed_since`, else as `updateTask` and `moveTask`.
 */
export async function undoTaskChange(ctx: ServiceContext, { id, eventId }: UndoTaskChangeInput): Promise<TaskDetail> {
  await requireTask(ctx, id, "work");
  const [event] = await ctx.db
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.id, eventId), eq(auditEvent.entityId, id), eq(auditEvent.address, "projects.task")));
  if (!event || !isUndoable(event)) throw new AppError("PRECONDITION", "task.not_undoable" satisfies TaskReason);
  const now = await readNow(ctx, id);
  if (!canUndo(event, now)) throw new AppError("PRECONDITION", "task.changed_since" satisfies TaskReason);
  const version = Number(now.version);
  if (event.name === taskMoved.name) {
    const { from } = taskMoved.payload.parse(event.payload);
    return moveTask(ctx, { id, statusId: from.id });
  }
  const before = Object.fromEntries(
    Object.entries(changesIn(event)).map(([field, { from, to }]) => [field, was(from, to)]),
  );
  return updateTask(ctx, updateTaskInput.parse({ ...before, id, version }));
}

/** What a field is to be again. Of a project's own fields, those that were empty are emptied. */
function was(from: unknown, to: unknown): unknown {
  if (!isRecord(from) || !isRecord(to)) return from;
  return { ...Object.fromEntries(Object.keys(to).map((key) => [key, null])), ...from };
}

function changesIn({ name, payload }: Event): Changes {
  if (name === taskUpdated.name) return taskUpdated.payload.safeParse(payload).data?.changes ?? {};
  const moved = name === taskMoved.name ? taskMoved.payload.safeParse(payload).data : undefined;
  return moved ? { statusId: { from: moved.from.name, to: moved.to.name } } : {};
}

/** Texts are not in the record, and what it has masked cannot be written back. */
function isUndoable(event: Event): boolean {
  const changes = changesIn(event);
  const isMasked = JSON.stringify(changes).includes("•••");
  return Object.keys(changes).length > 0 && !("description" in changes) && !isMasked;
}

function canUndo(event: Event, now: Readonly<Record<string, unknown>>): boolean {
  if (!isUndoable(event)) return false;
  if (event.name === taskMoved.name) {
    const { from, to } = taskMoved.payload.parse(event.payload);
    return to.id === now.statusId && Array.isArray(now.statusIds) && now.statusIds.includes(from.id);
  }
  return Object.entries(changesIn(event)).every(([field, { to }]) => same(now[field], to));
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
/** Members in one order, as JSON in the database may have them in another. */
const sorted = (value: unknown): unknown =>
  isRecord(value) ? Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)) : (value ?? null);

/** What the task says now, as changes of it are recorded. */
async function readNow(ctx: ServiceContext, id: string): Promise<Record<string, unknown>> {
  const [row] = await ctx.db
    .select({
      task,
      assigneeIds: sql<
        string[]
      >`(select coalesce(jsonb_agg(a.member_id order by a.member_id), '[]') from ${taskAssignee} a
        where a.tenant_id = ${task}.tenant_id and a.task_id = ${task}.id)`,
      labelIds: sql<string[]>`(select coalesce(jsonb_agg(l.label_id order by l.label_id), '[]') from ${taskLabel} l
        where l.tenant_id = ${task}.tenant_id and l.task_id = ${task}.id)`,
      statusIds: sql<string[]>`(select coalesce(jsonb_agg(s.id), '[]') from ${taskStatus} s
        where s.tenant_id = ${task}.tenant_id and s.project_id = ${task}.project_id)`,
    })
    .from(task)
    .where(eq(task.id, id));
  if (!row) return {};
  const { assigneeIds, labelIds, statusIds } = row;
  return {
    ...row.task,
    priority: priorities[row.task.priority] ?? "none",
    assigneeIds,
    labelIds,
    /** Where it may go back to. */
    statusIds,
  };
}
