import { notFound } from "@steward/contracts";
import { addDays, dayIn } from "@steward/contracts/kernel/day";
import type { Burndown, BurndownDay, CycleItem } from "@steward/contracts/projects/cycle";
import { taskEnded, taskMoved, taskReopened, taskUpdated } from "@steward/contracts/projects/task";
import { auditEvent, cycle, task, taskStatus } from "@steward/db/schema";
import { type BusinessCalendar, isWorkingDay } from "@steward/planning/calendar";
import { and, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { type ServiceContext, today } from "../../kernel/index.ts";
import { requireProject, visibleProjects } from "../../projects-access/index.ts";
import { readCalendar } from "../project/calendar.ts";
import { isEnding } from "../status/queries.ts";
import { getCycle } from "./cycle.ts";

/** What one change of a task means for a burndown, and when it happened. */
export interface Step {
  readonly at: Date;
  /** In the cycle before it; undefined where it did not say. */
  readonly wasIn?: boolean;
  readonly wasMinutes?: number | null;
  readonly wasEnded?: boolean;
}

/** A task as it is now, and what it was, newest first. */
export interface Burning {
  readonly isIn: boolean;
  readonly isEnded: boolean;
  readonly minutes: number | null;
  readonly createdAt: Date;
  readonly steps: readonly Step[];
}

/**
 * How much of a cycle was left at the end of each of its days, from what happened to its tasks: those that are in it, and
 * those that once were. Throws NOT_FOUND.
 */
export async function getBurndown(ctx: ServiceContext, id: string): Promise<Burndown> {
  const [place] = await ctx.db
    .select({ projectId: cycle.projectId })
    .from(cycle)
    .where(and(eq(cycle.id, id), isNull(cycle.deletedAt), inArray(cycle.projectId, visibleProjects(ctx))));
  if (!place) throw notFound("projects.cycle");
  await requireProject(ctx, place.projectId, "read");
  const [item, calendar, tasks] = await Promise.all([
    getCycle(ctx, id),
    readCalendar(ctx, place.projectId),
    readBurning(ctx, place.projectId, id),
  ]);
  return { cycle: item, days: burn(item, calendar, tasks, today(ctx), ctx.tenant.timeZone) };
}

/** Each day of a cycle; days to come have only what is ideal. */
export function burn(
  {
    startOn,
    endOn,
    taskCount,
    estimateMinutes,
  }: Pick<CycleItem, "startOn" | "endOn" | "taskCount" | "estimateMinutes">,
  calendar: BusinessCalendar,
  tasks: readonly Burning[],
  now: string,
  timeZone: string,
): BurndownDay[] {
  const days: string[] = [];
  for (let day = startOn; day <= endOn; day = addDays(day, 1)) days.push(day);
  const all = days.filter((day) => isWorkingDay(calendar, day)).length;
  let worked = 0;
  return days.map((day) => {
    const isWorking = isWorkingDay(calendar, day);
    if (isWorking) worked += 1;
    const left = all === 0 ? 0 : 1 - worked / all;
    const then = tasks.map((one) => stateAfter(one, (at) => dayIn(timeZone, at) <= day)).filter((one) => one !== null);
    const isToCome = day > now;
    return {
      day,
      isWorkingDay: isWorking,
      remainingCount: isToCome ? null : then.length,
      remainingMinutes: isToCome ? null : then.reduce((sum, minutes) => sum + minutes, 0),
      idealCount: taskCount * left,
      idealMinutes: Math.round(estimateMinutes * left),
    };
  });
}

/** The minutes a task still asked for when only so much had happened; null where it had ended, or was not in the cycle. */
function stateAfter({ createdAt, steps, ...state }: Burning, hadHappened: (at: Date) => boolean): number | null {
  if (!hadHappened(createdAt)) return null;
  let { isIn, isEnded, minutes } = state;
  for (const step of steps) {
    if (hadHappened(step.at)) break;
    isIn = step.wasIn ?? isIn;
    isEnded = step.wasEnded ?? isEnded;
    if (step.wasMinutes !== undefined) minutes = step.wasMinutes;
  }
  return isIn && !isEnded ? (minutes ?? 0) : null;
}

async function readBurning(ctx: ServiceContext, projectId: string, cycleId: string): Promise<Burning[]> {
  const ofProject = ctx.db.select({ id: task.id }).from(task).where(eq(task.projectId, projectId));
  const left = ctx.db
    .select({ id: auditEvent.entityId })
    .from(auditEvent)
    .where(
      and(
        inArray(auditEvent.entityId, ofProject),
        eq(auditEvent.name, taskUpdated.name),
        sql`${auditEvent.payload} #>> '{changes,cycleId,from}' = ${cycleId}`,
      ),
    );
  const candidates = await ctx.db
    .select({
      id: task.id,
      cycleId: task.cycleId,
      closedAt: task.closedAt,
      minutes: task.estimateMinutes,
      createdAt: task.createdAt,
    })
    .from(task)
    .where(
      and(eq(task.projectId, projectId), isNull(task.deletedAt), or(eq(task.cycleId, cycleId), inArray(task.id, left))),
    );
  const ids = candidates.map(({ id }) => id);
  const [statuses, events] = await Promise.all([
    ctx.db
      .select({ id: taskStatus.id, kind: taskStatus.kind })
      .from(taskStatus)
      .where(eq(taskStatus.projectId, projectId)),
    ctx.db
      .select({
        entityId: auditEvent.entityId,
        name: auditEvent.name,
        at: auditEvent.createdAt,
        payload: auditEvent.payload,
      })
      .from(auditEvent)
      .where(and(inArray(auditEvent.entityId, ids), inArray(auditEvent.name, turning)))
      .orderBy(desc(auditEvent.id)),
  ]);
  const endings = new Set(statuses.filter(({ kind }) => isEnding(kind)).map(({ id }) => id));
  const steps = Map.groupBy(
    events.map((event) => ({ entityId: event.entityId, ...stepOf(event, cycleId, endings) })),
    ({ entityId }) => entityId,
  );
  return candidates.map(({ id, cycleId: own, closedAt, minutes, createdAt }) => ({
    isIn: own === cycleId,
    isEnded: closedAt !== null,
    minutes,
    createdAt,
    steps: steps.get(id) ?? [],
  }));
}

const turning = [taskUpdated.name, taskMoved.name, taskEnded.name, taskReopened.name];

function stepOf(
  { name, at, payload }: { name: string; at: Date; payload: unknown },
  cycleId: string,
  endings: ReadonlySet<string>,
): Step {
  if (name === taskMoved.name) {
    const moved = taskMoved.payload.safeParse(payload).data;
    return moved ? { at, wasEnded: endings.has(moved.from.id) } : { at };
  }
  if (name === taskEnded.name || name === taskReopened.name) return { at, wasEnded: name === taskReopened.name };
  const { cycleId: into, estimateMinutes: estimate } = taskUpdated.payload.safeParse(payload).data?.changes ?? {};
  return {
    at,
    ...(into && { wasIn: into.from === cycleId }),
    ...(estimate && { wasMinutes: typeof estimate.from === "number" ? estimate.from : null }),
  };
}
