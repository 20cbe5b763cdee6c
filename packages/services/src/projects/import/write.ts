import { plainTextOf } from "@steward/contracts/kernel/rich-text";
import { labelCreated } from "@steward/contracts/projects/label";
import { maxSubtaskDepth } from "@steward/contracts/projects/task";
import { searchTextOf, uuidv7 } from "@steward/db";
import { label, task, taskComment } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import { emitMany, insertMany, type ServiceContext } from "../../kernel/index.ts";
import { draftOf, insertTasks } from "../task/rows.ts";
import type { ImportedTask } from "./judge.ts";
import { loadLabels } from "./known.ts";

/** A row that comes in, with the sentences about it. */
export interface WantedTask {
  rowId: string;
  draft: ImportedTask;
  reasons: string[];
}

/** What parts before this one brought: which task has which reference, and how deep it stands. */
export interface Placed {
  idOf: Map<string, string>;
  depthOf: Map<string, number>;
  /** Of the project's plan, by the names that drafts have for it. */
  cycleIds: Map<string, string>;
  fieldIds: Map<string, string>;
}

/**
 * Writes one part, whose project's row is held. Adds to the reasons of rows where something had to be left open.
 *
 * @returns the task of each row, and the labels that were not there before
 */
export async function writeTasks(
  ctx: ServiceContext,
  projectId: string,
  wanted: readonly WantedTask[],
  placed: Placed,
): Promise<{ taskIds: Map<string, string>; labelIds: string[] }> {
  const { labels, labelIds } = await ensureLabels(
    ctx,
    wanted.flatMap(({ draft }) => draft.labels),
  );
  const ids = new Map(wanted.map(({ draft }) => [draft.ref, uuidv7()]));
  await learnDepths(ctx, wanted, placed);
  const drafts = wanted.map(({ draft, reasons }) => {
    const { ref, title, description, status, priority, assigneeIds, startOn, dueOn, estimateMinutes, checklist } =
      draft;
    const id = ids.get(ref) ?? uuidv7();
    const parentId = parentOf(draft, id, reasons, placed);
    placed.idOf.set(ref, id);
    return draftOf({
      ...{ id, title, description, priority, assigneeIds, startOn, dueOn, estimateMinutes, checklist, parentId },
      statusId: status.id,
      cycleId: draft.cycle === null ? null : (placed.cycleIds.get(draft.cycle) ?? null),
      customFields: Object.fromEntries(
        [...draft.own].flatMap(([name, value]) => {
          const fieldId = placed.fieldIds.get(name);
          return fieldId === undefined ? [] : [[fieldId, value]];
        }),
      ),
      closedAt: status.kind === "done" || status.kind === "cancelled" ? new Date() : null,
      reporterId: ctx.actor.memberId,
      externalRef: ref,
      labelIds: [...new Set(draft.labels.flatMap((name) => labels.get(name.toLowerCase()) ?? []))],
    });
  });
  await insertTasks(ctx, projectId, drafts);
  const comments = wanted.flatMap(({ draft }) =>
    draft.comments.map((content) => ({
      taskId: ids.get(draft.ref),
      authorId: ctx.actor.memberId,
      content,
      text: plainTextOf(content),
    })),
  );
  // They are written at one instant, so their ids alone say which came first; those of one millisecond are not in order.
  const commentIds = comments.map(() => uuidv7()).sort();
  await insertMany(
    ctx.db,
    taskComment,
    comments.map((comment, index) => ({ ...comment, id: commentIds[index] })),
  );
  return { taskIds: new Map(wanted.map(({ rowId, draft }) => [rowId, ids.get(draft.ref) ?? ""])), labelIds };
}

/** Labels by their name in lower case, with those added that were not there. */
async function ensureLabels(
  ctx: ServiceContext,
  names: readonly string[],
): Promise<{ labels: Map<string, string>; labelIds: string[] }> {
  const there = await loadLabels(ctx, names);
  const missing = new Map(
    names.filter((name) => !there.has(name.toLowerCase())).map((name) => [name.toLowerCase(), name]),
  );
  if (missing.size === 0) return { labels: there, labelIds: [] };
  const added = await ctx.db
    .insert(label)
    .values([...missing.values()].map((name) => ({ name, searchText: searchTextOf([name]) })))
    // Somebody may be adding the same one.
    .onConflictDoNothing()
    .returning({ id: label.id, name: label.name });
  await emitMany(
    ctx,
    labelCreated,
    added.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { labels: await loadLabels(ctx, names), labelIds: added.map(({ id }) => id) };
}

/** How many tasks stand above and at each parent that no part of this import brought. */
async function learnDepths(
  ctx: ServiceContext,
  wanted: readonly WantedTask[],
  { idOf, depthOf }: Placed,
): Promise<void> {
  const parents = wanted.flatMap(({ draft }) => (draft.parentRef === null ? [] : (idOf.get(draft.parentRef) ?? [])));
  const unknown = [...new Set(parents.filter((id) => !depthOf.has(id)))];
  if (unknown.length === 0) return;
  const { rows } = await ctx.db.execute<{ start: string; depth: number }>(sql`
    with recursive line(start, parent_id, depth) as (
      select t.id, t.parent_id, 1 from ${task} t where t.id = any(${sql.param(unknown)}::uuid[])
      union all
      select line.start, t.parent_id, line.depth + 1 from ${task} t join line on t.id = line.parent_id where line.depth < 50
    ) select start, max(depth)::int as depth from line group by start`);
  for (const { start, depth } of rows) depthOf.set(start, depth);
}

/** Parents come first, so one that has no task by now has none. */
function parentOf(
  { parentRef }: ImportedTask,
  id: string,
  reasons: string[],
  { idOf, depthOf }: Placed,
): string | null {
  const parentId = parentRef === null ? undefined : idOf.get(parentRef);
  const depth = parentId === undefined ? 0 : (depthOf.get(parentId) ?? 0);
  const fits = parentId !== undefined && depth < maxSubtaskDepth;
  depthOf.set(id, fits ? depth + 1 : 1);
  if (fits) return parentId;
  if (parentId !== undefined)
    reasons.push(`Parent: tasks have parts ${maxSubtaskDepth} levels deep at most; it stands by itself`);
  else if (parentRef !== null)
    reasons.push("Parent: it did not come in, or is a part of this one; it stands by itself");
  return null;
}
