import { maxCustomFields } from "@steward/contracts/projects/custom-field";
import { maxCycles } from "@steward/contracts/projects/cycle";
import { projectPlanChanged } from "@steward/contracts/projects/project";
import { uuidv7 } from "@steward/db";
import { customField, cycle, task, taskImport } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, notExists, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { emitManyIn, type ProjectPlace, requireProject, rightsIn } from "../../projects-access/index.ts";
import type { Known } from "./judge.ts";
import { type KnownCycle, wantedCycles } from "./own-cycles.ts";
import { type KnownField, wantedFields } from "./own-fields.ts";
import type { IncomingTask } from "./read/incoming-task.ts";
import type { TaskImportRecord } from "./record.ts";

/** What a file's tasks are planned by and answer to, in the project's plan or to be added to it. */
export interface KnownPlan {
  cycles: ReadonlyMap<string, KnownCycle>;
  fields: ReadonlyMap<string, KnownField>;
}

/** The cycles and own fields of a project. */
async function loadPlan(ctx: Pick<ServiceContext, "db">, projectId: string) {
  const [cycles, fields] = await Promise.all([
    ctx.db
      .select({ id: cycle.id, name: cycle.name, startOn: cycle.startOn, endOn: cycle.endOn })
      .from(cycle)
      .where(and(eq(cycle.projectId, projectId), isNull(cycle.deletedAt)))
      .orderBy(asc(cycle.startOn), asc(cycle.id)),
    ctx.db
      .select({ id: customField.id, name: customField.name, kind: customField.kind, options: customField.options })
      .from(customField)
      .where(and(eq(customField.projectId, projectId), isNull(customField.deletedAt))),
  ]);
  return { cycles, fields };
}

type Source = Pick<TaskImportRecord, "projectId" | "options">;

/** Of what a file wants, what is there or may be added: only those who lead a project change what it is planned by. */
export async function loadKnownPlan(
  ctx: ServiceContext,
  { projectId, options }: Source,
  tasks: readonly IncomingTask[],
  today: string,
): Promise<KnownPlan> {
  const [place, there] = await Promise.all([requireProject(ctx, projectId, "read"), loadPlan(ctx, projectId)]);
  const mayAdd = rightsIn(ctx, place).lead && ctx.actor.permissions.has("projects.project.write");
  return {
    cycles: within(wantedCycles(tasks, there.cycles, today), mayAdd ? maxCycles - there.cycles.length : 0),
    fields: within(
      wantedFields(tasks, there.fields, options.dateOrder),
      mayAdd ? maxCustomFields - there.fields.length : 0,
    ),
  };
}

/** Without those that would be too many. */
function within<Part extends { id: string | null }>(
  wanted: ReadonlyMap<string, Part>,
  room: number,
): Map<string, Part> {
  let left = room;
  return new Map([...wanted].filter(([, { id }]) => id !== null || left-- > 0));
}

/**
 * Adds what of a plan is not there yet, notes it with the import, and answers with the ids of all of it by name. Somebody may
 * have added the same meanwhile: the project's row is held, and they are asked for again.
 */
export async function addToPlan(
  ctx: ServiceContext,
  place: ProjectPlace,
  source: Pick<TaskImportRecord, "id">,
  known: Pick<Known, "cycles" | "fields">,
): Promise<{ cycleIds: Map<string, string>; fieldIds: Map<string, string> }> {
  const there = await loadPlan(ctx, place.project.id);
  const cycles = settle(known.cycles, there.cycles);
  const fields = settle(known.fields, there.fields);
  if (cycles.added.length > 0) {
    await ctx.db
      .insert(cycle)
      .values(
        cycles.added.map(({ id, name, startOn, endOn }) => ({ id, name, startOn, endOn, projectId: place.project.id })),
      );
  }
  if (fields.added.length > 0) {
    await ctx.db.insert(customField).values(
      fields.added.map(({ id, name, kind }, index) => ({
        ...{ id, name, kind },
        projectId: place.project.id,
        position: there.fields.length + index,
      })),
    );
  }
  await tell(ctx, place, "created", cycles.added, fields.added);
  const idsOf = (parts: readonly { id: string }[]) => JSON.stringify(parts.map(({ id }) => id));
  await ctx.db
    .update(taskImport)
    .set({
      cycleIds: sql`${taskImport.cycleIds} || ${idsOf(cycles.added)}::jsonb`,
      fieldIds: sql`${taskImport.fieldIds} || ${idsOf(fields.added)}::jsonb`,
    })
    .where(eq(taskImport.id, source.id));
  return { cycleIds: cycles.ids, fieldIds: fields.ids };
}

function settle<Part extends { id: string | null; name: string }>(
  wanted: ReadonlyMap<string, Part>,
  there: readonly { id: string; name: string }[],
): { ids: Map<string, string>; added: (Part & { id: string })[] } {
  const byName = new Map(there.map(({ id, name }) => [name.toLowerCase(), id]));
  const added: (Part & { id: string })[] = [];
  const ids = new Map<string, string>();
  for (const [key, part] of wanted) {
    const id = byName.get(part.name.toLowerCase()) ?? uuidv7();
    if (!byName.has(part.name.toLowerCase())) added.push({ ...part, id });
    byName.set(part.name.toLowerCase(), id);
    ids.set(key, id);
  }
  return { ids, added };
}

/** Takes back what an import added to a plan: what nobody has changed since, and no task that stands is planned by or answers to. */
export async function removeFromPlan(
  ctx: ServiceContext,
  place: ProjectPlace,
  { cycleIds, fieldIds }: Pick<TaskImportRecord, "cycleIds" | "fieldIds">,
): Promise<void> {
  const standing = and(eq(task.projectId, place.project.id), isNull(task.deletedAt));
  const gone = { deletedAt: sql`now()` };
  const one = { one: sql`1` };
  const planned = ctx.db
    .select(one)
    .from(task)
    .where(and(standing, eq(task.cycleId, cycle.id)));
  const answered = ctx.db
    .select(one)
    .from(task)
    .where(and(standing, sql`${task.customFields} ? ${customField.id}::text`));
  const cycles = await ctx.db
    .update(cycle)
    .set(gone)
    .where(and(inArray(cycle.id, cycleIds), isNull(cycle.deletedAt), eq(cycle.version, 1), notExists(planned)))
    .returning({ id: cycle.id });
  const fields = await ctx.db
    .update(customField)
    .set(gone)
    .where(
      and(
        inArray(customField.id, fieldIds),
        isNull(customField.deletedAt),
        eq(customField.version, 1),
        notExists(answered),
      ),
    )
    .returning({ id: customField.id });
  await tell(ctx, place, "removed", cycles, fields);
}

async function tell(
  ctx: ServiceContext,
  { project }: ProjectPlace,
  action: "created" | "removed",
  cycles: readonly { id: string }[],
  fields: readonly { id: string }[],
): Promise<void> {
  const fact =
    (part: "cycle" | "customField") =>
    ({ id }: { id: string }) => ({
      entityId: project.id,
      payload: { part, partId: id, action },
    });
  await emitManyIn(ctx, project, projectPlanChanged, [
    ...cycles.map(fact("cycle")),
    ...fields.map(fact("customField")),
  ]);
}
