import { notFound } from "@steward/contracts";
import { type PlanPart, projectPlanChanged } from "@steward/contracts/projects/project";
import { customField, cycle, milestone, type project } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { z } from "zod";
import { awayFrom, type BinState, isIn, type ServiceContext } from "../kernel/index.ts";
import { emitIn, emitManyIn, requireProject, visibleProjects } from "../projects-access/index.ts";

type PartTable = typeof milestone | typeof cycle | typeof customField;
const tables = { milestone, cycle, customField } as const;

type Told = z.input<typeof projectPlanChanged.payload>;

/** Says in a project that a part of its plan changed. */
export async function tellPlan(
  ctx: ServiceContext,
  place: Pick<typeof project.$inferSelect, "id" | "visibility">,
  what: Told,
): Promise<void> {
  await emitIn(ctx, place, projectPlanChanged, place.id, what);
}

/** The project of a part of a plan, which the caller leads; the part's row is held. Throws NOT_FOUND, else as `requireProject`. */
export async function requirePartLed(ctx: ServiceContext, part: keyof typeof tables, id: string) {
  const table: PartTable = tables[part];
  const [found] = await ctx.db
    .select({ projectId: table.projectId })
    .from(table)
    .where(and(eq(table.id, id), isNull(table.deletedAt), inArray(table.projectId, visibleProjects(ctx))))
    .for("no key update");
  if (!found) throw notFound(`projects.${part}`);
  return requireProject(ctx, found.projectId, "lead");
}

/** Removes parts of a plan, which `restoreParts` brings back. Throws NOT_FOUND where none is there, else as `requireProject`. */
export function removeParts(ctx: ServiceContext, part: keyof typeof tables, ids: readonly string[]) {
  return moveOutOf(ctx, part, ids, "there");
}

/** Throws NOT_FOUND where none was removed, else as `requireProject`. */
export function restoreParts(ctx: ServiceContext, part: keyof typeof tables, ids: readonly string[]) {
  return moveOutOf(ctx, part, ids, "removed");
}

async function moveOutOf(
  ctx: ServiceContext,
  part: keyof typeof tables & PlanPart,
  ids: readonly string[],
  state: BinState,
): Promise<{ ids: string[] }> {
  const table: PartTable = tables[part];
  const action = state === "there" ? "removed" : "restored";
  const rows = await ctx.db
    .select({ id: table.id, projectId: table.projectId })
    .from(table)
    .where(
      and(inArray(table.id, [...ids]), isIn(table.deletedAt, state), inArray(table.projectId, visibleProjects(ctx))),
    )
    .orderBy(asc(table.id))
    .for("no key update");
  if (rows.length === 0) throw notFound(`projects.${part}`);
  for (const [projectId, ofProject] of Map.groupBy(rows, (row) => row.projectId)) {
    const { project } = await requireProject(ctx, projectId, "lead");
    const facts = ofProject.map(({ id }) => ({ entityId: projectId, payload: { part, partId: id, action } as const }));
    await emitManyIn(ctx, project, projectPlanChanged, facts);
  }
  const found = rows.map(({ id }) => id);
  await ctx.db.update(table).set(awayFrom(state)).where(inArray(table.id, found));
  return { ids: found };
}
