import { projectMembersChanged } from "@steward/contracts/projects/project";
import { calendarFeed, member, project, projectMember, task, taskAssignee, taskWatcher } from "@steward/db/schema";
import { and, asc, eq, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import { type EmitContext, emit } from "../kernel/index.ts";
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

async function leave(
  ctx: EmitContext,
  place: Pick<typeof project.$inferSelect, "id" | "visibility">,
  memberId: string,
): Promise<void> {
  const { db } = ctx;
  const { id: projectId } = place;
  const isDisabled = sql<boolean>`${member.disabledAt} is not null`;
  const others = await db
    .select({ memberId: projectMember.memberId, role: projectMember.role, isDisabled })
    .from(projectMember)
    .innerJoin(member, and(eq(member.tenantId, projectMember.tenantId), eq(member.id, projectMember.memberId)))
    .where(and(eq(projectMember.projectId, projectId), ne(projectMember.memberId, memberId), isNull(member.removedAt)))
    .orderBy(isDisabled, asc(projectMember.createdAt), asc(projectMember.id));
  const [heir] = others;
  if (!heir) return;
  const placeOf = (whose: string) => and(eq(projectMember.projectId, projectId), eq(projectMember.memberId, whose));
  await db.delete(projectMember).where(placeOf(memberId));
  const isLed = others.some(({ role, isDisabled }) => role === "lead" && !isDisabled);
  if (!isLed) await db.update(projectMember).set({ role: "lead" }).where(placeOf(heir.memberId));
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
