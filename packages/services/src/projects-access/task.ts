import { notFound } from "@steward/contracts";
import { project, projectMember, task } from "@steward/db/schema";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import {
  audienceOf,
  type ProjectNeed,
  type ProjectPlace,
  requireNeed,
  visibleProject,
  visibleProjects,
} from "./place.ts";

export type TaskRecord = typeof task.$inferSelect;

/** A task and what its project is to the caller. */
export interface TaskPlace extends ProjectPlace {
  readonly task: TaskRecord;
}

const ofProject = and(eq(project.tenantId, task.tenantId), eq(project.id, task.projectId));

/** Tasks with what their projects are to the caller, who may not be let in yet. */
export function selectTaskPlaces(ctx: ServiceContext) {
  return ctx.db
    .select({ task, project, mine: projectMember })
    .from(task)
    .innerJoin(project, ofProject)
    .leftJoin(
      projectMember,
      and(
        eq(projectMember.tenantId, project.tenantId),
        eq(projectMember.projectId, project.id),
        eq(projectMember.memberId, ctx.actor.memberId),
      ),
    );
}

/** The ids of all tasks that the caller may see, or could if they were not in the bin, as a query: for what hangs on a task. */
export function visibleTasks(ctx: ServiceContext) {
  return ctx.db
    .select({ id: task.id })
    .from(task)
    .where(inArray(task.projectId, visibleProjects(ctx)));
}

/**
 * Makes sure that the caller may do so much with a task; one of a project that they may not see is not there.
 * Throws NOT_FOUND, else as `requireProject`.
 */
export async function requireTask(ctx: ServiceContext, id: string, need: ProjectNeed): Promise<TaskPlace> {
  const [place] = await selectTaskPlaces(ctx).where(and(eq(task.id, id), isNull(task.deletedAt), visibleProject(ctx)));
  if (!place) throw notFound("projects.task");
  requireNeed(ctx, place, need);
  return place;
}

/** `audienceOf` for what hangs on a project or on one of its tasks, whether or not these have been removed. */
export async function audienceOfRecord(
  ctx: Pick<ServiceContext, "db">,
  address: "projects.project" | "projects.task",
  id: string,
): Promise<string[] | undefined> {
  const columns = { id: project.id, visibility: project.visibility };
  const [place] = await (address === "projects.task"
    ? ctx.db.select(columns).from(task).innerJoin(project, ofProject).where(eq(task.id, id))
    : ctx.db.select(columns).from(project).where(eq(project.id, id)));
  return place && audienceOf(ctx, place);
}
