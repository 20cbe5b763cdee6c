import { AppError, notFound, recordChanged, referenceUnknown } from "@steward/contracts";
import { projectPlanChanged } from "@steward/contracts/projects/project";
import { priorities } from "@steward/contracts/projects/task";
import {
  type CreateTaskTemplateInput,
  maxTaskTemplates,
  type TaskTemplateItem,
  type TaskTemplateReason,
  type UpdateTaskTemplateInput,
} from "@steward/contracts/projects/task-template";
import { taskTemplate } from "@steward/db/schema";
import { and, asc, eq, inArray } from "drizzle-orm";
import { changesOf, refuseTaken, type ServiceContext, withNames } from "../../kernel/index.ts";
import { emitIn, requireProject, visibleProjects } from "../../projects-access/index.ts";

type Row = typeof taskTemplate.$inferSelect;

function itemOf({
  id,
  name,
  title,
  description,
  priority,
  estimateMinutes,
  checklist,
  version,
}: Row): TaskTemplateItem {
  return {
    id,
    name,
    title,
    description,
    priority: priorities[priority] ?? "none",
    estimateMinutes,
    checklist,
    version,
  };
}

/** What new tasks of a project may begin as, by name. Throws NOT_FOUND. */
export async function listTaskTemplates(ctx: ServiceContext, projectId: string): Promise<TaskTemplateItem[]> {
  await requireProject(ctx, projectId, "read");
  const rows = await ctx.db
    .select()
    .from(taskTemplate)
    .where(eq(taskTemplate.projectId, projectId))
    .orderBy(asc(taskTemplate.name), asc(taskTemplate.id));
  return rows.map(itemOf);
}

/** One of a project's templates, for a task that begins as it. Throws INVALID `reference_unknown`. */
export async function findTaskTemplate(ctx: ServiceContext, projectId: string, id: string): Promise<TaskTemplateItem> {
  const [row] = await ctx.db
    .select()
    .from(taskTemplate)
    .where(and(eq(taskTemplate.id, id), eq(taskTemplate.projectId, projectId)));
  if (!row) throw referenceUnknown("templateId");
  return itemOf(row);
}

/** Throws as `requireProject`, LIMIT `taskTemplate.too_many`, CONFLICT `taskTemplate.name_taken`. */
export async function createTaskTemplate(
  ctx: ServiceContext,
  { priority, description, ...input }: CreateTaskTemplateInput,
): Promise<TaskTemplateItem> {
  const { project } = await requireProject(ctx, input.projectId, "lead", { lock: true });
  const count = await ctx.db.$count(taskTemplate, eq(taskTemplate.projectId, project.id));
  if (count >= maxTaskTemplates) {
    throw new AppError("LIMIT", "taskTemplate.too_many" satisfies TaskTemplateReason, { max: maxTaskTemplates });
  }
  const [row] = await ctx.db
    .insert(taskTemplate)
    .values({
      ...input,
      priority: priority ? priorities.indexOf(priority) : 0,
      description: description && (await withNames(ctx, description)),
    })
    .returning()
    .catch(explainName);
  if (!row) throw new AppError("INTERNAL", "taskTemplate.not_written");
  await emitIn(ctx, project, projectPlanChanged, project.id, {
    part: "taskTemplate",
    partId: row.id,
    action: "created",
  });
  return itemOf(row);
}

/** Throws as `requireProject`, CONFLICT `record_changed` | `taskTemplate.name_taken`. */
export async function updateTaskTemplate(
  ctx: ServiceContext,
  { id, version, priority, description, ...fields }: UpdateTaskTemplateInput,
): Promise<TaskTemplateItem> {
  const { project, before } = await lockTemplate(ctx, id);
  if (version !== undefined && version !== before.version) throw recordChanged("projects.taskTemplate");
  const given = {
    ...fields,
    ...(priority && { priority: priorities.indexOf(priority) }),
    ...(description !== undefined && { description: description && (await withNames(ctx, description)) }),
  };
  if (Object.keys(changesOf<Partial<Row>>(before, given)).length === 0) return itemOf(before);
  const [row] = await ctx.db
    .update(taskTemplate)
    .set({ ...given, version: before.version + 1 })
    .where(eq(taskTemplate.id, id))
    .returning()
    .catch(explainName);
  if (!row) throw notFound("projects.taskTemplate");
  await emitIn(ctx, project, projectPlanChanged, project.id, { part: "taskTemplate", partId: id, action: "updated" });
  return itemOf(row);
}

/** Throws as `requireProject`. */
export async function removeTaskTemplate(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const { project } = await lockTemplate(ctx, id);
  await ctx.db.delete(taskTemplate).where(eq(taskTemplate.id, id));
  await emitIn(ctx, project, projectPlanChanged, project.id, { part: "taskTemplate", partId: id, action: "removed" });
  return { id };
}

async function lockTemplate(ctx: ServiceContext, id: string) {
  const [before] = await ctx.db
    .select()
    .from(taskTemplate)
    .where(and(eq(taskTemplate.id, id), inArray(taskTemplate.projectId, visibleProjects(ctx))))
    .for("no key update");
  if (!before) throw notFound("projects.taskTemplate");
  const { project } = await requireProject(ctx, before.projectId, "lead");
  return { project, before };
}

const explainName = refuseTaken("projects_task_template_name", "taskTemplate.name_taken" satisfies TaskTemplateReason);
