import type { EventDefinition, Page } from "@steward/contracts";
import { fileAttached, fileRemoved, fileRestored } from "@steward/contracts/files/file";
import {
  type ActivityDetail,
  type ActivityEntry,
  type ActivityName,
  activityEvents,
  type ListActivityInput,
} from "@steward/contracts/projects/activity";
import {
  taskImportBrokenOff,
  taskImportCompleted,
  taskImportStopped,
  taskImportUndone,
} from "@steward/contracts/projects/import";
import {
  projectMembersChanged,
  projectPlanChanged,
  projectStatusChanged,
  projectUpdated,
} from "@steward/contracts/projects/project";
import type { StatusItem } from "@steward/contracts/projects/status";
import {
  taskChecklistChanged,
  taskCommented,
  taskEnded,
  taskMoved,
  taskUpdated,
} from "@steward/contracts/projects/task";
import { type project, task, taskComment } from "@steward/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import type { ServiceContext } from "../../kernel/index.ts";
import { requireProject, rightsIn } from "../../projects-access/index.ts";
import { listStatuses } from "../status/queries.ts";
import { keyOfTask } from "../task/queries.ts";
import { changesInWords, namesIn } from "./change-words.ts";
import { type ActivityRow, readActivity } from "./queries.ts";

/** What there is to say about a row once it is known what the ids in it stand for. */
interface Known {
  names: ReadonlyMap<string, string>;
  tasks: ReadonlyMap<string, NonNullable<ActivityEntry["task"]>>;
  comments: ReadonlyMap<string, string>;
  statuses: ReadonlyMap<string, StatusItem>;
  isLead: boolean;
}

const excerptLength = 240;
/** What a project is sold for concerns those who run it. */
const money: ReadonlySet<string> = new Set(["budgetMinor", "hourlyRateMinor", "currency"]);

/**
 * What happened in a project and to what hangs on it, newest first, in two flights. Of tasks, files and imports whoever may not
 * read them hears nothing. Throws NOT_FOUND.
 */
export async function listActivity(ctx: ServiceContext, input: ListActivityInput): Promise<Page<ActivityEntry>> {
  const [place, rows, statuses] = await Promise.all([
    requireProject(ctx, input.projectId, "read"),
    readActivity(ctx, input),
    listStatuses(ctx, input.projectId),
  ]);
  const shown = rows.slice(0, input.limit);
  const [names, tasks, comments] = await Promise.all([
    namesIn(
      ctx,
      input.projectId,
      shown.map(({ payload }) => payload),
    ),
    tasksOf(ctx, place.project, shown),
    commentsOf(ctx, shown),
  ]);
  const byId = new Map(statuses.map((status) => [status.id, status]));
  const known = { names, tasks, comments, statuses: byId, isLead: rightsIn(ctx, place).lead };
  return {
    items: shown.flatMap((row) => entryOf(row, known) ?? []),
    nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** The tasks that rows are about: their own, and those that files hang on. */
async function tasksOf(
  ctx: ServiceContext,
  { id, key }: typeof project.$inferSelect,
  rows: readonly ActivityRow[],
): Promise<Known["tasks"]> {
  const ids = [...new Set(rows.map(taskIdOf).filter((each) => each !== null))];
  if (ids.length === 0) return new Map();
  const found = await ctx.db
    .select({ id: task.id, number: task.number, title: task.title, deletedAt: task.deletedAt })
    .from(task)
    .where(and(inArray(task.id, ids), eq(task.projectId, id)));
  return new Map(
    found.map(({ deletedAt, ...each }) => [
      each.id,
      { ...each, key: keyOfTask({ key }, each.number), isGone: deletedAt !== null },
    ]),
  );
}

function taskIdOf({ name, entityId, payload }: ActivityRow): string | null {
  if (name.startsWith("projects.task.")) return entityId;
  const file = name.startsWith("files.") ? fileAttached.payload.safeParse(payload).data : undefined;
  return file?.address === "projects.task" ? file.entityId : null;
}

/** How comments begin that are still there. */
async function commentsOf(ctx: ServiceContext, rows: readonly ActivityRow[]): Promise<Known["comments"]> {
  const ids = rows.flatMap(({ name, payload }) =>
    name === taskCommented.name ? (taskCommented.payload.safeParse(payload).data?.commentId ?? []) : [],
  );
  if (ids.length === 0) return new Map();
  const found = await ctx.db
    .select({ id: taskComment.id, text: taskComment.text })
    .from(taskComment)
    .where(and(inArray(taskComment.id, ids), isNull(taskComment.deletedAt)));
  return new Map(found.map(({ id, text }) => [id, text]));
}

const told: ReadonlySet<string> = new Set(
  Object.values(activityEvents).flatMap((events) => events.map(({ name }) => name)),
);
const isTold = (name: string): name is ActivityName => told.has(name);

function entryOf(row: ActivityRow, known: Known): ActivityEntry | null {
  const { id, name, actorId, actorName, createdAt } = row;
  if (!isTold(name)) return null;
  return {
    id,
    name,
    at: createdAt,
    actor: actorId === null ? null : { memberId: actorId, name: actorName },
    task: known.tasks.get(taskIdOf(row) ?? "") ?? null,
    detail: details.get(name)?.(row, known) ?? null,
  };
}

type Describe = (row: ActivityRow, known: Known) => ActivityDetail | undefined;

/** What an event says beyond its name. The record is kept for years: what it no longer says in today's words is left out. */
function describe<Payload extends z.ZodType>(
  { name, payload }: EventDefinition<string, Payload>,
  say: (said: z.output<Payload>, known: Known, row: ActivityRow) => ActivityDetail,
): [string, Describe] {
  return [
    name,
    (row, known) => {
      const { success, data } = payload.safeParse(row.payload);
      return success ? say(data, known, row) : undefined;
    },
  ];
}

const details: ReadonlyMap<string, Describe> = new Map([
  describe(taskUpdated, ({ changes }, { names }) => ({
    kind: "changes",
    changes: brief(changesInWords(changes, names)),
  })),
  describe(taskMoved, ({ from, to }, { statuses }) => {
    const kind = statuses.get(to.id)?.kind;
    const ended = kind === "done" || kind === "cancelled" ? kind : null;
    return { kind: "moved", from: from.name, to: to.name, ended };
  }),
  describe(taskEnded, ({ how }) => ({ kind: "ended", ended: how })),
  describe(taskChecklistChanged, (said) => ({ kind: "checklist", ...said })),
  describe(taskCommented, ({ commentId }, { comments }) => ({
    kind: "comment",
    text: cut(comments.get(commentId) ?? null),
  })),
  ...[fileAttached, fileRemoved, fileRestored].map((event) => describe(event, ({ name }) => ({ kind: "file", name }))),
  describe(projectUpdated, ({ changes }, { names, isLead }) => {
    const seen = Object.entries(changes).filter(([field]) => isLead || !money.has(field));
    return { kind: "changes", changes: brief(changesInWords(Object.fromEntries(seen), names)) };
  }),
  describe(projectStatusChanged, (said) => ({ kind: "status", ...said })),
  describe(projectMembersChanged, ({ role, memberIds }, { names }) => ({
    kind: "people",
    role,
    names: memberIds.flatMap((id) => names.get(id) ?? []),
  })),
  describe(projectPlanChanged, ({ part, partId, action }, { names }) => ({
    kind: "part",
    part,
    name: names.get(partId) ?? null,
    action,
  })),
  describe(taskImportCompleted, ({ fileName, created }, _known, { entityId }) => ({
    kind: "import",
    id: entityId,
    fileName,
    count: created,
  })),
  describe(taskImportStopped, ({ fileName }, _known, { entityId }) => ({
    kind: "import",
    id: entityId,
    fileName,
    count: null,
  })),
  describe(taskImportBrokenOff, ({ fileName, created }, _known, { entityId }) => ({
    kind: "import",
    id: entityId,
    fileName,
    count: created,
  })),
  describe(taskImportUndone, ({ fileName, removed }, _known, { entityId }) => ({
    kind: "import",
    id: entityId,
    fileName,
    count: removed,
  })),
]);

type HistoryChanges = Extract<ActivityDetail, { kind: "changes" }>["changes"];
const brief = (changes: HistoryChanges): HistoryChanges =>
  changes.map(({ field, from, to }) => ({ field, from: cut(from), to: cut(to) }));

function cut(text: string | null): string | null {
  return text !== null && text.length > excerptLength ? `${text.slice(0, excerptLength).trimEnd()}…` : text;
}
