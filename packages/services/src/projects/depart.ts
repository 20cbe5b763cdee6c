import { projectMembersChanged } from "@steward/contracts/projects/project";
import { calendarFeed, member, project, projectMember, task, taskAssignee, taskWatcher } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { type EmitContext, emit, isActiveMember } from "../kernel/index.ts";
import { audienceOf } from "../projects-access/index.ts";

/** Somebody who left the organisation, and when: what they were given after they came back is theirs. */
export interface Departed {
  readonly memberId: string;
  readonly at: Date;
}

/**
 * Gives up what somebody who left the organisation had in projects: their places, what was theirs to do, and the addresses of
 * their calendars. Whoever comes back begins anew, and finds no private project open to them. The last who led hands on to
 * whoever has been there longest of those who can still sign in; one in which nobody else is stays theirs, or nobody would
 * ever see it again.
 */
export async function leaveAllProjects(ctx: EmitContext, departed: Departed): Promise<void> {
  const { memberId, at } = departed;
  const { db } = ctx;
  await db.delete(calendarFeed).where(and(eq(calendarFeed.memberId, memberId), lt(calendarFeed.createdAt, at)));
  // In one order, so that two who leave at once do not wait for each other.
  const left = await db
    .select({ id: project.id, visibility: project.visibility })
    .from(project)
    .innerJoin(
      projectMember,
      and(
        eq(projectMember.tenantId, project.tenantId),
        eq(projectMember.projectId, project.id),
        eq(projectMember.memberId, memberId),
        lt(projectMember.createdAt, at),
      ),
    )
    .orderBy(asc(project.id))
    .for("no key update", { of: project });
  for (const place of left) await leave(ctx, place, memberId);
}

/**
 * Sees to it that somebody who is there leads each private project that somebody is in who was disabled, or is back: whoever
 * has been there longest, beside those who cannot sign in and go on leading once they can. One in which nobody is waits for
 * the first who comes back; one that the organisation sees is managed by those who manage projects.
 */
export async function findActingLeads(ctx: EmitContext, memberId: string): Promise<void> {
  const theirs = ctx.db
    .select({ id: projectMember.projectId })
    .from(projectMember)
    .where(eq(projectMember.memberId, memberId));
  const places = await ctx.db
    .select({ id: project.id, visibility: project.visibility })
    .from(project)
    .where(and(inArray(project.id, theirs), eq(project.visibility, "private")))
    .orderBy(asc(project.id))
    .for("no key update");
  for (const place of places) {
    const people = await peopleIn(ctx, place.id);
    const [heir] = people;
    if (!heir || heir.isAway || isLedBy(people)) continue;
    await makeLead(ctx, place.id, heir.memberId);
    const audience = await audienceOf(ctx, place);
    const fact = { memberIds: [heir.memberId], role: "lead" as const };
    await emit(ctx, projectMembersChanged, place.id, fact, audience ? { audience } : {});
  }
}

type Person = Awaited<ReturnType<typeof peopleIn>>[number];

/** Those in a project who are still of the organisation: who can sign in before who cannot, then by how long they are in it. */
function peopleIn({ db }: EmitContext, projectId: string) {
  const isAway = sql<boolean>`not (${isActiveMember})`;
  return db
    .select({ memberId: projectMember.memberId, role: projectMember.role, isAway })
    .from(projectMember)
    .innerJoin(member, and(eq(member.tenantId, projectMember.tenantId), eq(member.id, projectMember.memberId)))
    .where(and(eq(projectMember.projectId, projectId), isNull(member.removedAt)))
    .orderBy(isAway, asc(projectMember.createdAt), asc(projectMember.id));
}

const isLedBy = (people: readonly Person[]): boolean => people.some(({ role, isAway }) => role === "lead" && !isAway);

const placeOf = (projectId: string, whose: string) =>
  and(eq(projectMember.projectId, projectId), eq(projectMember.memberId, whose));

async function makeLead({ db }: EmitContext, projectId: string, whose: string): Promise<void> {
  await db.update(projectMember).set({ role: "lead" }).where(placeOf(projectId, whose));
}

async function leave(
  ctx: EmitContext,
  place: Pick<typeof project.$inferSelect, "id" | "visibility">,
  memberId: string,
): Promise<void> {
  const { db } = ctx;
  const { id: projectId } = place;
  const others = (await peopleIn(ctx, projectId)).filter((person) => person.memberId !== memberId);
  const [heir] = others;
  if (!heir) return;
  await db.delete(projectMember).where(placeOf(projectId, memberId));
  const isLed = isLedBy(others);
  if (!isLed) await makeLead(ctx, projectId, heir.memberId);
  const theirs = db.select({ id: task.id }).from(task).where(eq(task.projectId, projectId));
  const open = db
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.projectId, projectId), isNull(task.closedAt)));
  await db.delete(taskAssignee).where(and(eq(taskAssignee.memberId, memberId), inArray(taskAssignee.taskId, open)));
  await db.delete(taskWatcher).where(and(eq(taskWatcher.memberId, memberId), inArray(taskWatcher.taskId, theirs)));
  const audience = await audienceOf(ctx, place);
  const tell = (memberIds: string[], role: "lead" | null) =>
    emit(ctx, projectMembersChanged, projectId, { memberIds, role }, audience ? { audience } : {});
  await tell([memberId], null);
  if (!isLed) await tell([heir.memberId], "lead");
}
