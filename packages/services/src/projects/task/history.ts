import { AppError, notFound } from "@steward/contracts";
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
import type { ServiceContext } from "../../kernel/index.ts";
import { requireTask } from "../../projects-access/index.ts";
import { changesInWords, isRecord, namesIn } from "../activity/change-words.ts";
import { moveTask } from "./move.ts";
import { updateTask } from "./task.ts";
import { type FormerText, findText, readTexts } from "./text.ts";

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
    changes: changesInWords(changesIn(event), names).map((change) => {
      const text = change.field === "description" ? formerText(event, now) : undefined;
      return text ? { ...change, from: text.from, to: text.to } : change;
    }),
    canUndo: canUndo(event, now),
  }));
}

function formerText(event: Event, { texts }: Now): FormerText | undefined {
  const textId = textIdIn(event);
  return textId === undefined ? undefined : texts.get(textId);
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
  const { version } = now;
  if (event.name === taskMoved.name) {
    const { from } = taskMoved.payload.parse(event.payload);
    return moveTask(ctx, { id, statusId: from.id });
  }
  const before = Object.fromEntries(
    Object.entries(changesIn(event)).map(([field, { from, to }]) => [field, was(from, to)]),
  );
  const textId = textIdIn(event);
  const text = textId === undefined ? undefined : await findText(ctx, id, textId);
  const description = text && { description: text.content };
  return updateTask(ctx, updateTaskInput.parse({ ...before, ...description, id, version }));
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

/** Where the text stands that a change took from a description; changes from before such texts were kept have none. */
const textIdIn = ({ name, payload }: Event): string | undefined =>
  name === taskUpdated.name ? taskUpdated.payload.safeParse(payload).data?.textId : undefined;

/** What the record has masked cannot be written back, nor a text that was not kept. */
function isUndoable(event: Event): boolean {
  const changes = changesIn(event);
  const isMasked = JSON.stringify(changes).includes("•••");
  const isLost = "description" in changes && textIdIn(event) === undefined;
  return Object.keys(changes).length > 0 && !isLost && !isMasked;
}

function canUndo(event: Event, now: Now): boolean {
  if (!isUndoable(event)) return false;
  if (event.name === taskMoved.name) {
    const { from, to } = taskMoved.payload.parse(event.payload);
    return to.id === now.fields.statusId && now.statusIds.includes(from.id);
  }
  return Object.entries(changesIn(event)).every(([field, { to }]) =>
    field === "description" ? formerText(event, now)?.isLatest : same(now.fields[field], to),
  );
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
/** Members in one order, as JSON in the database may have them in another. */
const sorted = (value: unknown): unknown =>
  isRecord(value) ? Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)) : (value ?? null);

interface Now {
  readonly version: number;
  /** As changes of them are recorded. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Where its project's tasks can stand. */
  readonly statusIds: readonly string[];
  readonly texts: ReadonlyMap<string, FormerText>;
}

/** What the task says now, and what its description said before. Two statements of one flight. Throws NOT_FOUND. */
async function readNow(ctx: ServiceContext, id: string): Promise<Now> {
  const [[row], textsBefore] = await Promise.all([readFields(ctx, id), readTexts(ctx, id)]);
  if (!row) throw notFound("projects.task");
  const { assigneeIds, labelIds, statusIds } = row;
  return {
    version: row.task.version,
    statusIds,
    fields: { ...row.task, priority: priorities[row.task.priority] ?? "none", assigneeIds, labelIds },
    texts: textsBefore(row.task.description),
  };
}

function readFields(ctx: ServiceContext, id: string) {
  return ctx.db
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
}
