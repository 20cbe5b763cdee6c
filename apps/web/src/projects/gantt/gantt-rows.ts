import type { PlannedTask, ProjectPlan } from "@steward/contracts/projects/schedule";
import type { GanttLink, GanttSpan, GanttTask } from "@steward/ui/gantt";
import { kindTones } from "../task/kinds.ts";

/** What of a project's plan a chart draws: its tasks as bars, milestones as diamonds above them, and what is tied. */
export function ganttOf({ tasks, milestones, dependencies, canWork }: ProjectPlan): {
  tasks: GanttTask[];
  links: GanttLink[];
} {
  const critical = new Set(tasks.flatMap(({ id, schedule }) => (schedule?.isCritical ? [id] : [])));
  return {
    tasks: [...milestones.map(milestoneRow), ...tasks.map((task) => taskRow(task, canWork))],
    links: dependencies.map(({ id, predecessorId, successorId, type }) => ({
      id,
      from: predecessorId,
      to: successorId,
      type,
      critical: critical.has(predecessorId) && critical.has(successorId),
    })),
  };
}

/** The days of something that may have only one. */
export function spanOf(days: { startOn: string | null; dueOn: string | null }): GanttSpan | null {
  const [start, end] = [days.startOn ?? days.dueOn, days.dueOn ?? days.startOn];
  return start !== null && end !== null ? { start, end } : null;
}

function taskRow({ id, key, title, status, parentId, schedule, closedAt, ...task }: PlannedTask, canWork: boolean) {
  const span = spanOf(task);
  return {
    id,
    title: `${key} ${title}`,
    start: span?.start ?? null,
    end: span?.end ?? null,
    parentId,
    tone: kindTones[status.kind],
    critical: schedule?.isCritical ?? false,
    ...(closedAt ? { progress: 1 } : {}),
    ...(closedAt && canWork ? { locked: "it has ended." } : {}),
  };
}

function milestoneRow({ id, name, dueOn, reachedAt }: ProjectPlan["milestones"][number]): GanttTask {
  return {
    id,
    title: name,
    start: dueOn,
    end: dueOn,
    milestone: true,
    tone: reachedAt ? "success" : "accent",
    locked: "milestones are moved in the overview.",
  };
}
