import type { TimeEntry } from "./use-entry-actions.ts";

/**
 * What a form begins with, and sends again: only what the kind of the entry has. What it was spent on is not said where that
 * is not shown, or correcting a note would take it off a private project.
 */
export function valuesOf({ day, minutes, startedAt, endedAt, project, task, isHidden, isBillable, note }: TimeEntry) {
  const extent = startedAt ? { startedAt, ...(endedAt && { endedAt }) } : { day, minutes };
  const purpose = isHidden ? {} : { projectId: project?.id ?? null, taskId: task?.id ?? null };
  return { ...extent, ...purpose, isBillable, note };
}
