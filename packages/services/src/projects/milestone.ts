import { AppError, notFound, recordChanged } from "@steward/contracts";
import {
  type CreateMilestoneInput,
  type MilestoneItem,
  type MilestoneReason,
  maxMilestones,
  type UpdateMilestoneInput,
} from "@steward/contracts/projects/milestone";
import { milestone, task } from "@steward/db/schema";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { changesOf, type ServiceContext } from "../kernel/index.ts";
import { requireProject } from "../projects-access/index.ts";
import { requirePartLed, tellPlan } from "./plan-part.ts";

const tasks = (
  condition: SQL,
) => sql<number>`(select count(*)::int from ${task} t where t.tenant_id = ${milestone}.tenant_id
  and t.milestone_id = ${milestone}.id and t.deleted_at is null and ${condition})`;

const columns = {
  id: milestone.id,
  name: milestone.name,
  description: milestone.description,
  dueOn: milestone.dueOn,
  reachedAt: milestone.reachedAt,
  taskCount: tasks(sql`true`),
  openTaskCount: tasks(sql`t.closed_at is null`),
  version: milestone.version,
};

function read(ctx: Pick<ServiceContext, "db">, where: SQL | undefined): Promise<MilestoneItem[]> {
  return ctx.db
    .select(columns)
    .from(milestone)
    .where(and(where, isNull(milestone.deletedAt)))
    .orderBy(asc(milestone.dueOn), asc(milestone.id));
}

/** A project's milestones, the first one first. Throws NOT_FOUND. */
export async function listMilestones(ctx: ServiceContext, projectId: string): Promise<MilestoneItem[]> {
  await requireProject(ctx, projectId, "read");
  return read(ctx, eq(milestone.projectId, projectId));
}

async function getMilestone(ctx: ServiceContext, id: string): Promise<MilestoneItem> {
  const [row] = await read(ctx, eq(milestone.id, id));
  if (!row) throw notFound("projects.milestone");
  return row;
}

/** Throws as `requireProject`, LIMIT `milestone.too_many`. */
export async function createMilestone(ctx: ServiceContext, input: CreateMilestoneInput): Promise<MilestoneItem> {
  const { project } = await requireProject(ctx, input.projectId, "lead", { lock: true });
  const standing = and(eq(milestone.projectId, project.id), isNull(milestone.deletedAt));
  if ((await ctx.db.$count(milestone, standing)) >= maxMilestones) {
    throw new AppError("LIMIT", "milestone.too_many" satisfies MilestoneReason, { max: maxMilestones });
  }
  const [row] = await ctx.db.insert(milestone).values(input).returning({ id: milestone.id });
  if (!row) throw new AppError("INTERNAL", "milestone.not_written");
  await tellPlan(ctx, project, { part: "milestone", partId: row.id, action: "created" });
  return getMilestone(ctx, row.id);
}

/** Throws NOT_FOUND, CONFLICT `record_changed`, else as `requireProject`. */
export async function updateMilestone(
  ctx: ServiceContext,
  { id, version, isReached, ...fields }: UpdateMilestoneInput,
): Promise<MilestoneItem> {
  const { project } = await requirePartLed(ctx, "milestone", id);
  const before = await getMilestone(ctx, id);
  if (version !== undefined && version !== before.version) throw recordChanged("projects.milestone");
  const was = { ...before, isReached: before.reachedAt !== null };
  const changes = changesOf(was, { ...fields, isReached });
  if (Object.keys(changes).length === 0) return before;
  const reached = isReached === undefined ? {} : { reachedAt: isReached ? (before.reachedAt ?? new Date()) : null };
  await ctx.db
    .update(milestone)
    .set({ ...fields, ...reached, version: before.version + 1 })
    .where(eq(milestone.id, id));
  await tellPlan(ctx, project, { part: "milestone", partId: id, action: "updated", changes });
  return getMilestone(ctx, id);
}
