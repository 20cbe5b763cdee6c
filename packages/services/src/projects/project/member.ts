import { AppError, notFound } from "@steward/contracts";
import {
  maxProjectMembers,
  type ProjectMemberItem,
  type ProjectReason,
  projectMembersChanged,
  type RemoveProjectMemberInput,
  type SetProjectMembersInput,
} from "@steward/contracts/projects/project";
import { member, type project, projectMember, task, taskAssignee, taskWatcher } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { emit, isActiveMember, type ServiceContext } from "../../kernel/index.ts";
import { audienceOf, emitIn, requireProject, rightsIn } from "../../projects-access/index.ts";
import { requireColleagues } from "../people.ts";

/** Who is in a project, by name; rates for those who lead it, and everybody's own. Throws NOT_FOUND. */
export async function listProjectMembers(ctx: ServiceContext, projectId: string): Promise<ProjectMemberItem[]> {
  const place = await requireProject(ctx, projectId, "read");
  const rows = await ctx.db
    .select({
      memberId: member.id,
      name: member.name,
      email: member.email,
      role: projectMember.role,
      hourlyRateMinor: projectMember.hourlyRateMinor,
      isGone: sql<boolean>`not (${isActiveMember})`,
    })
    .from(projectMember)
    .innerJoin(member, and(eq(member.tenantId, projectMember.tenantId), eq(member.id, projectMember.memberId)))
    .where(eq(projectMember.projectId, projectId))
    .orderBy(asc(member.name), asc(member.id));
  if (rightsIn(ctx, place).lead) return rows;
  return rows.map((row) => (row.memberId === ctx.actor.memberId ? row : { ...row, hourlyRateMinor: null }));
}

/**
 * Adds people to a project, or gives those who are in it another role or rate.
 * Throws as `requireProject`, INVALID `reference_unknown`, LIMIT `project.too_many_members`, PRECONDITION
 * `project.last_lead`.
 */
export async function setProjectMembers(
  ctx: ServiceContext,
  { projectId, members }: SetProjectMembersInput,
): Promise<ProjectMemberItem[]> {
  const { project } = await requireProject(ctx, projectId, "lead", { lock: true });
  const places = [...new Map(members.map((place) => [place.memberId, place])).values()];
  await requireColleagues(ctx, await notYetIn(ctx, projectId, places), "members");
  await putIn(
    ctx,
    projectId,
    places.filter(({ hourlyRateMinor }) => hourlyRateMinor !== undefined),
    { hourlyRateMinor: sql`excluded.hourly_rate_minor` },
  );
  await putIn(
    ctx,
    projectId,
    places.filter(({ hourlyRateMinor }) => hourlyRateMinor === undefined),
  );
  await requireLead(ctx, project);
  for (const [role, ofRole] of Map.groupBy(places, (place) => place.role)) {
    const memberIds = ofRole.map(({ memberId }) => memberId);
    await emitIn(ctx, project, projectMembersChanged, projectId, { memberIds, role });
  }
  return listProjectMembers(ctx, projectId);
}

/** Whoever has a place may be given another one, also while they cannot sign in. */
async function notYetIn(
  { db }: ServiceContext,
  projectId: string,
  places: SetProjectMembersInput["members"],
): Promise<string[]> {
  const ids = places.map(({ memberId }) => memberId);
  const rows = await db
    .select({ memberId: projectMember.memberId })
    .from(projectMember)
    .where(and(eq(projectMember.projectId, projectId), inArray(projectMember.memberId, ids)));
  const there = new Set(rows.map(({ memberId }) => memberId));
  return ids.filter((id) => !there.has(id));
}

async function putIn(
  { db }: ServiceContext,
  projectId: string,
  places: SetProjectMembersInput["members"],
  also: { hourlyRateMinor?: SQL } = {},
): Promise<void> {
  if (places.length === 0) return;
  await db
    .insert(projectMember)
    .values(places.map((place) => ({ hourlyRateMinor: null, ...place, projectId })))
    .onConflictDoUpdate({
      target: [projectMember.tenantId, projectMember.projectId, projectMember.memberId],
      set: { role: sql`excluded.role`, ...also },
    });
}

/**
 * Takes somebody out of a project, or lets the caller leave: what is open there is theirs to do no more. Who does not see
 * the project any longer watches nothing in it, either.
 * Throws as `requireProject`, NOT_FOUND for who is not in it, PRECONDITION `project.last_lead`.
 */
export async function removeProjectMember(
  ctx: ServiceContext,
  { projectId, memberId }: RemoveProjectMemberInput,
): Promise<{ memberId: string }> {
  const isSelf = memberId === ctx.actor.memberId;
  const { project } = await requireProject(ctx, projectId, isSelf ? "read" : "lead", { lock: true });
  const audience = await audienceOf(ctx, project);
  const [gone] = await ctx.db
    .delete(projectMember)
    .where(and(eq(projectMember.projectId, projectId), eq(projectMember.memberId, memberId)))
    .returning({ role: projectMember.role });
  if (!gone) throw notFound("projects.project");
  await requireLead(ctx, project);
  const theirs = ctx.db.select({ id: task.id }).from(task).where(eq(task.projectId, projectId));
  const open = ctx.db
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.projectId, projectId), isNull(task.closedAt)));
  await ctx.db.delete(taskAssignee).where(and(eq(taskAssignee.memberId, memberId), inArray(taskAssignee.taskId, open)));
  if (project.visibility === "private") {
    await ctx.db
      .delete(taskWatcher)
      .where(and(eq(taskWatcher.memberId, memberId), inArray(taskWatcher.taskId, theirs)));
  }
  await emit(
    ctx,
    projectMembersChanged,
    projectId,
    { memberIds: [memberId], role: null },
    audience ? { audience } : {},
  );
  return { memberId };
}

/**
 * A project has somebody who leads it, and a private one somebody who can: nobody else would ever reach it.
 * Throws PRECONDITION `project.last_lead`, LIMIT `project.too_many_members`.
 */
export async function requireLead(
  ctx: ServiceContext,
  { id, visibility }: Pick<typeof project.$inferSelect, "id" | "visibility">,
): Promise<void> {
  const counts = visibility === "private" ? isActiveMember : undefined;
  const [row] = await ctx.db
    .select({
      all: sql<number>`count(*)::int`,
      leads: sql<number>`(count(*) filter (where ${and(eq(projectMember.role, "lead"), counts)}))::int`,
    })
    .from(projectMember)
    .innerJoin(member, and(eq(member.tenantId, projectMember.tenantId), eq(member.id, projectMember.memberId)))
    .where(eq(projectMember.projectId, id));
  if (!row || row.leads === 0) throw new AppError("PRECONDITION", "project.last_lead" satisfies ProjectReason);
  if (row.all > maxProjectMembers) {
    throw new AppError("LIMIT", "project.too_many_members" satisfies ProjectReason, { max: maxProjectMembers });
  }
}
