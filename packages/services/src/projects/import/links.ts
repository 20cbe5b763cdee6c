import { uuidv7 } from "@steward/db";
import { dependency, task, taskImportRow } from "@steward/db/schema";
import { eq, inArray, sql } from "drizzle-orm";
import type { JobRun, ServiceContext } from "../../kernel/index.ts";
import { requireProject } from "../../projects-access/index.ts";
import { loadExisting } from "./known.ts";
import { type Link, withoutCircles } from "./order.ts";
import { type RowReading, readTasks, type StagedTask } from "./rows.ts";

/** What holds what back, by tasks, and the row of the file that says so. */
interface WantedLink extends Link {
  rowId: string;
}

const partSize = 2_000;
const leftOut = "A link that would lead in a circle is left out";

/**
 * Links what an import has brought, once all of it is there: a row may well hold back one that stands further up. Made again
 * it changes nothing.
 *
 * @param hold makes sure in each transaction that the import is still wanted
 */
export async function linkAll(
  run: JobRun,
  source: RowReading & { projectId: string },
  hold: (ctx: ServiceContext) => Promise<void>,
): Promise<void> {
  const links = await run.transaction(async (ctx) => wantedLinks(ctx, source, await readTasks(ctx, source, "created")));
  for (let start = 0; start < links.length; start += partSize) {
    await run.transaction(async (ctx) => {
      await hold(ctx);
      // Whoever else links tasks of the project holds its row, too.
      await requireProject(ctx, source.projectId, "work", { lock: true });
      const left = await writeLinks(ctx, source.projectId, links.slice(start, start + partSize));
      const rowIds = [...new Set(left.map(({ rowId }) => rowId))];
      if (rowIds.length === 0) return;
      await ctx.db
        .update(taskImportRow)
        .set({ reasons: sql`coalesce(${taskImportRow.reasons}, '{}') || array[${leftOut}]` })
        .where(inArray(taskImportRow.id, rowIds));
    });
  }
}

async function wantedLinks(
  ctx: ServiceContext,
  { projectId }: { projectId: string },
  rows: readonly StagedTask[],
): Promise<WantedLink[]> {
  const named = rows.flatMap(({ task: { blocks, blockedBy } }) => [...blocks, ...blockedBy]);
  const before = await loadExisting(ctx, projectId, named);
  const idOf = new Map([...before].map(([ref, { id }]) => [ref, id]));
  for (const { task: read, taskId } of rows) {
    for (const name of [read.ref, ...read.otherRefs]) if (taskId !== null) idOf.set(name, taskId);
  }
  return rows.flatMap(({ rowId, taskId, task: { blocks, blockedBy } }): WantedLink[] => {
    if (taskId === null) return [];
    const others = (refs: readonly string[]) =>
      refs.flatMap((ref) => idOf.get(ref) ?? []).filter((other) => other !== taskId);
    return [
      ...others(blocks).map((to) => ({ rowId, from: taskId, to })),
      ...others(blockedBy).map((from) => ({ rowId, from, to: taskId })),
    ];
  });
}

/** Answers with those that would lead in a circle. */
async function writeLinks(
  ctx: ServiceContext,
  projectId: string,
  wanted: readonly WantedLink[],
): Promise<WantedLink[]> {
  const ofProject = ctx.db.select({ id: task.id }).from(task).where(eq(task.projectId, projectId));
  const there = await ctx.db
    .select({ from: dependency.predecessorId, to: dependency.successorId })
    .from(dependency)
    .where(inArray(dependency.predecessorId, ofProject));
  const { kept, left } = withoutCircles(there, wanted);
  const rows = kept.map(({ from, to }) => ({ id: uuidv7(), predecessorId: from, successorId: to }));
  if (rows.length > 0) await ctx.db.insert(dependency).values(rows).onConflictDoNothing();
  return left;
}
