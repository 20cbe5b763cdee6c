import { notFound } from "@steward/contracts";
import type { TaskByIdInput, TaskDetail, TaskRef } from "@steward/contracts/projects/task";
import { member, project, projectMember, task, taskStatus, taskWatcher } from "@steward/db/schema";
import { and, asc, eq, isNull, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../../kernel/index.ts";
import { rightsIn, visibleProject } from "../../projects-access/index.ts";
import { listChecklist } from "../checklist.ts";
import { keyOfTask, readTasks, taskJoins, withoutPlace } from "./queries.ts";

const subtask = alias(task, "subtask");
const origin = alias(task, "origin");

/**
 * One task with all that its page shows: whether it may be seen, then five statements of one flight.
 * Throws NOT_FOUND, also where its project is not there for the caller.
 */
export async function getTask(ctx: ServiceContext, input: TaskByIdInput): Promise<TaskDetail> {
  const found = await findTask(ctx, input);
  if (!found) throw notFound("projects.task");
  const { id, role, ...own } = found;
  const one = ctx.db.select({ id: task.id }).from(task).where(eq(task.id, id));
  const [[row], subtasks, checklist, watchers] = await Promise.all([
    readTasks(ctx, one),
    listSubtasks(ctx, id),
    listChecklist(ctx, id),
    ctx.db
      .select({ memberId: member.id, name: member.name })
      .from(taskWatcher)
      .innerJoin(member, and(eq(member.tenantId, taskWatcher.tenantId), eq(member.id, taskWatcher.memberId)))
      .where(eq(taskWatcher.taskId, id))
      .orderBy(asc(member.name), asc(member.id)),
  ]);
  if (!row) throw notFound("projects.task");
  const item = withoutPlace(row);
  return {
    ...item,
    description: own.description,
    recurrence: own.recurrence,
    externalRef: own.externalRef,
    recurredFrom: own.origin && { id: own.origin.id, key: keyOfTask(item.project, own.origin.number) },
    subtasks: subtasks.map((part) => ({ ...part, key: keyOfTask(item.project, part.number) })),
    checklist,
    watchers,
    isWatching: watchers.some(({ memberId }) => memberId === ctx.actor.memberId),
    rights: rightsIn(ctx, { mine: role === null ? null : { role } }),
  };
}

async function findTask(ctx: ServiceContext, input: TaskByIdInput) {
  const [row] = await ctx.db
    .select({
      id: task.id,
      description: task.description,
      recurrence: task.recurrence,
      externalRef: task.externalRef,
      origin: { id: origin.id, number: origin.number },
      role: projectMember.role,
    })
    .from(task)
    .innerJoin(project, taskJoins.project)
    .leftJoin(origin, and(eq(origin.tenantId, task.tenantId), eq(origin.id, task.recurredFromId)))
    .leftJoin(
      projectMember,
      and(
        eq(projectMember.tenantId, project.tenantId),
        eq(projectMember.projectId, project.id),
        eq(projectMember.memberId, ctx.actor.memberId),
      ),
    )
    .where(and(named(input), isNull(task.deletedAt), visibleProject(ctx)));
  return row;
}

function named(input: TaskByIdInput): SQL | undefined {
  if ("id" in input) return eq(task.id, input.id);
  if ("projectId" in input) return and(eq(task.projectId, input.projectId), eq(task.number, input.number));
  const [key = "", number] = input.key.split("-");
  return and(eq(project.key, key), eq(task.number, Number(number)));
}

function listSubtasks(ctx: ServiceContext, id: string): Promise<Omit<TaskRef, "key">[]> {
  return ctx.db
    .select({
      id: subtask.id,
      number: subtask.number,
      title: subtask.title,
      status: { id: taskStatus.id, name: taskStatus.name, kind: taskStatus.kind },
    })
    .from(subtask)
    .innerJoin(taskStatus, and(eq(taskStatus.tenantId, subtask.tenantId), eq(taskStatus.id, subtask.statusId)))
    .where(and(eq(subtask.parentId, id), isNull(subtask.deletedAt)))
    .orderBy(asc(subtask.number));
}
