import { AppError, notFound } from "@steward/contracts";
import { richTextOf } from "@steward/contracts/kernel/rich-text";
import {
  type ConfigureIntakeInput,
  type IntakeForm,
  type IntakeReason,
  type IntakeReceipt,
  maxIntakePerHour,
  type SubmitIntakeInput,
} from "@steward/contracts/projects/intake";
import { taskCreated } from "@steward/contracts/projects/task";
import { intakeForm, task } from "@steward/db/schema";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { emitIn, requireProject, rightsIn } from "../projects-access/index.ts";
import { fieldsOf } from "./custom-field/custom-field.ts";
import { mergeCustomValues } from "./custom-field/values.ts";
import { tellPlan } from "./plan-part.ts";
import { keyOfTask } from "./task/queries.ts";
import { lockFirstColumn } from "./task/rank.ts";
import { draftOf, insertTasks } from "./task/rows.ts";

/** How something is asked of a project, or null where nobody has said yet. Throws NOT_FOUND. */
export async function currentIntake(ctx: ServiceContext, projectId: string): Promise<IntakeForm | null> {
  const { project } = await requireProject(ctx, projectId, "read");
  const [rows, fields] = await Promise.all([
    ctx.db.select().from(intakeForm).where(eq(intakeForm.projectId, projectId)),
    fieldsOf(ctx, projectId),
  ]);
  const [row] = rows;
  if (!row) return null;
  const { title, introduction, isOpen, fieldIds } = row;
  const asked = fieldIds.flatMap((id) => fields.find((field) => field.id === id) ?? []);
  return { projectId, projectName: project.name, title, introduction, isOpen, fields: asked };
}

/** Throws as `requireProject`. */
export async function configureIntake(ctx: ServiceContext, input: ConfigureIntakeInput): Promise<IntakeForm> {
  const { project } = await requireProject(ctx, input.projectId, "lead", { lock: true });
  const known = new Set((await fieldsOf(ctx, project.id)).map(({ id }) => id));
  const fieldIds = [...new Set(input.fieldIds)].filter((id) => known.has(id));
  const { title, introduction = null, isOpen } = input;
  const values = { title, introduction, isOpen, fieldIds };
  const [row] = await ctx.db
    .insert(intakeForm)
    .values({ ...values, projectId: project.id })
    .onConflictDoUpdate({ target: [intakeForm.tenantId, intakeForm.projectId], set: values })
    .returning({ id: intakeForm.id });
  if (!row) throw new AppError("INTERNAL", "intake.not_written");
  await tellPlan(ctx, project, { part: "intakeForm", partId: row.id, action: "updated" });
  const form = await currentIntake(ctx, project.id);
  if (!form) throw notFound("projects.intake");
  return form;
}

/**
 * Asks something of a project: whoever sees it may, without working in it. It becomes a task in the first open column, which the
 * asker watches.
 * Throws NOT_FOUND, PRECONDITION `intake.closed`, LIMIT `intake.too_many`, INVALID for answers that are none.
 */
export async function submitIntake(ctx: ServiceContext, input: SubmitIntakeInput): Promise<IntakeReceipt> {
  const place = await requireProject(ctx, input.projectId, "read", { lock: true });
  const { project } = place;
  const form = await currentIntake(ctx, project.id);
  if (!form?.isOpen || project.isTemplate || project.status === "archived") {
    throw new AppError("PRECONDITION", "intake.closed" satisfies IntakeReason);
  }
  // Who works in it can add tasks anyway.
  if (!rightsIn(ctx, place).work) await requirePatience(ctx, project.id);
  const asked = new Set(form.fields.map(({ id }) => id));
  const given = Object.fromEntries(Object.entries(input.customFields).filter(([id]) => asked.has(id)));
  const answers = Object.fromEntries(form.fields.map(({ id }) => [id, given[id] ?? null]));
  const customFields = await mergeCustomValues(ctx, project.id, { given: answers, isNew: false });
  const column = await lockFirstColumn(ctx, project.id);
  const draft = draftOf({
    title: input.title,
    description: input.details ? richTextOf(input.details) : null,
    statusId: column.id,
    reporterId: ctx.actor.memberId,
    customFields,
  });
  const [made] = await insertTasks(ctx, project.id, [draft]);
  if (!made) throw new AppError("INTERNAL", "intake.not_written");
  const key = keyOfTask(project, made.number);
  await emitIn(ctx, project, taskCreated, made.id, { key, title: made.title });
  return { taskId: made.id, key };
}

/** While the project's row is held, so that two at once are counted. */
async function requirePatience({ db, actor }: ServiceContext, projectId: string): Promise<void> {
  const [row] = await db
    .select({ asked: count() })
    .from(task)
    .where(
      and(
        eq(task.projectId, projectId),
        eq(task.reporterId, actor.memberId),
        isNull(task.deletedAt),
        sql`${task.createdAt} > now() - interval '1 hour'`,
      ),
    );
  if ((row?.asked ?? 0) >= maxIntakePerHour) {
    throw new AppError("LIMIT", "intake.too_many" satisfies IntakeReason, { max: maxIntakePerHour });
  }
}
