import { AppError, notFound } from "@steward/contracts";
import { type ProjectReason, projectRemoved, projectRestored } from "@steward/contracts/projects/project";
import { project, projectMember } from "@steward/db/schema";
import { and, asc, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { awayFrom, type BinState, isIn, type ServiceContext } from "../../kernel/index.ts";
import { emitIn } from "../../projects-access/index.ts";
import { explainKey } from "./project.ts";

/**
 * Removes projects that the caller leads, with all that is in them; `restoreProjects` brings them back.
 * Throws NOT_FOUND where none is there for them, FORBIDDEN `project.not_a_lead`.
 */
export async function removeProjects(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await lockLed(ctx, ids, "there");
  await ctx.db
    .update(project)
    .set({ ...awayFrom("there"), version: sql`${project.version} + 1` })
    .where(inArray(project.id, idsOf(rows)));
  for (const row of rows) await emitIn(ctx, row, projectRemoved, row.id, { key: row.key });
  return { ids: idsOf(rows) };
}

/** Throws NOT_FOUND where none was removed, FORBIDDEN `project.not_a_lead`, CONFLICT `project.key_taken` meanwhile. */
export async function restoreProjects(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await lockLed(ctx, ids, "removed");
  await ctx.db
    .update(project)
    .set({ ...awayFrom("removed"), version: sql`${project.version} + 1` })
    .where(inArray(project.id, idsOf(rows)))
    .catch(explainKey);
  for (const row of rows) await emitIn(ctx, row, projectRestored, row.id, { key: row.key });
  return { ids: idsOf(rows) };
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/** What of these the caller sees, or would see if it were there; locked in the order of ids, so that no two wait for each other. */
async function lockLed(ctx: ServiceContext, ids: readonly string[], state: BinState) {
  const mine = and(
    eq(projectMember.tenantId, project.tenantId),
    eq(projectMember.projectId, project.id),
    eq(projectMember.memberId, ctx.actor.memberId),
  );
  const rows = await ctx.db
    .select({ project, role: projectMember.role })
    .from(project)
    .leftJoin(projectMember, mine)
    .where(
      and(
        inArray(project.id, [...ids]),
        isIn(project.deletedAt, state),
        or(eq(project.visibility, "organisation"), isNotNull(projectMember.id)),
      ),
    )
    .orderBy(asc(project.id))
    .for("no key update", { of: project });
  if (rows.length === 0) throw notFound("projects.project");
  const manages = ctx.actor.permissions.has("projects.project.manage");
  if (rows.some(({ role }) => role !== "lead" && !manages)) {
    throw new AppError("FORBIDDEN", "project.not_a_lead" satisfies ProjectReason);
  }
  return rows.map((row) => row.project);
}
