import { addDays, dayIn } from "@steward/contracts/kernel/day";
import { taskDueSoon } from "@steward/contracts/projects/notice";
import { project, task, taskAssignee } from "@steward/db/schema";
import { and, asc, eq, isNull, ne } from "drizzle-orm";
import { notifyMany, type ScheduleContext } from "../../kernel/index.ts";
import { paramsOf } from "./notice.ts";
import { taskJoins } from "./queries.ts";

/** Tells those who are to do it that a task is due on the day after, by the organisation's own calendar. */
export async function tellOfTasksDueSoon(ctx: ScheduleContext, dueAt: Date): Promise<void> {
  const tomorrow = addDays(dayIn(ctx.tenant.timeZone, dueAt), 1);
  const rows = await ctx.db
    .select({
      id: task.id,
      title: task.title,
      number: task.number,
      project: { id: project.id, key: project.key },
      memberId: taskAssignee.memberId,
    })
    .from(task)
    .innerJoin(project, taskJoins.project)
    .innerJoin(taskAssignee, and(eq(taskAssignee.tenantId, task.tenantId), eq(taskAssignee.taskId, task.id)))
    .where(
      and(
        eq(task.dueOn, tomorrow),
        isNull(task.closedAt),
        isNull(task.deletedAt),
        isNull(project.deletedAt),
        eq(project.isTemplate, false),
        ne(project.status, "archived"),
      ),
    )
    .orderBy(asc(task.id));
  const notices = [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((ofTask) => {
    const [first] = ofTask;
    const to = ofTask.map(({ memberId }) => memberId);
    return first ? [{ to, entityId: first.id, params: paramsOf(first) }] : [];
  });
  await notifyMany(ctx, taskDueSoon, notices);
}
