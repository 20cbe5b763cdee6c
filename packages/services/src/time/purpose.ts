import { AppError, notFound } from "@steward/contracts";
import type { ProjectReason } from "@steward/contracts/projects/project";
import { project, projectMember, task } from "@steward/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { requireProject, visibleProject } from "../projects-access/index.ts";
import { refused } from "./room.ts";

/** What time was spent on, and what an hour of it is billed at. */
export interface Purpose {
  readonly projectId: string | null;
  readonly taskId: string | null;
  readonly hourlyRateMinor: number | null;
  readonly currency: string;
}

interface Wanted {
  readonly projectId?: string | null | undefined;
  readonly taskId?: string | null | undefined;
}

/**
 * What time of somebody's may be spent on, with the rate as it is now: the person's in the project, else the project's. A task
 * says which project it is of. What the caller may not see is not there to be chosen.
 *
 * Throws NOT_FOUND; INVALID `time_entry.task_elsewhere`; PRECONDITION `project.archived`.
 */
export async function findPurpose(
  ctx: ServiceContext,
  memberId: string,
  { projectId, taskId }: Wanted,
): Promise<Purpose> {
  const ofTask = taskId ? await projectOf(ctx, taskId) : null;
  const wanted = ofTask ?? projectId ?? null;
  if (wanted === null) return { projectId: null, taskId: null, hourlyRateMinor: null, currency: ctx.tenant.currency };
  const { project: found } = await requireProject(ctx, wanted, "read");
  if (ofTask && projectId && projectId !== ofTask) throw refused("INVALID", "time_entry.task_elsewhere");
  // Nobody works in a template.
  if (found.isTemplate) throw notFound("projects.project");
  // What it took is settled.
  if (found.status === "archived") throw new AppError("PRECONDITION", "project.archived" satisfies ProjectReason);
  const [place] = await ctx.db
    .select({ hourlyRateMinor: projectMember.hourlyRateMinor })
    .from(projectMember)
    .where(and(eq(projectMember.projectId, wanted), eq(projectMember.memberId, memberId)));
  const hourlyRateMinor = place?.hourlyRateMinor ?? found.hourlyRateMinor;
  return { projectId: wanted, taskId: taskId ?? null, hourlyRateMinor, currency: found.currency };
}

async function projectOf(ctx: ServiceContext, taskId: string): Promise<string> {
  const [row] = await ctx.db
    .select({ projectId: task.projectId })
    .from(task)
    .innerJoin(project, and(eq(project.tenantId, task.tenantId), eq(project.id, task.projectId)))
    .where(and(eq(task.id, taskId), isNull(task.deletedAt), visibleProject(ctx)));
  if (!row) throw notFound("projects.task");
  return row.projectId;
}
