"use client";

import type { TaskDetail, UpdateTaskInput } from "@steward/contracts/projects/task";
import { notifyError } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";

export type TaskChange = Omit<UpdateTaskInput, "id">;

/**
 * Changes fields of a task. Whoever chooses from what is offered means it, whatever else has changed meanwhile, so that
 * names no version; whoever has written a text names the one they began with, and is told.
 */
export function useTaskChange(task: TaskDetail) {
  const utils = trpc.useUtils();
  const mutation = trpc.projects.task.update.useMutation({ onSettled: () => utils.projects.invalidate() });
  const address = { projectId: task.project.id, number: task.number };
  const send = (fields: TaskChange, shown: Partial<TaskDetail> = {}) => {
    utils.projects.task.byId.setData(address, (now) => now && { ...now, ...shown });
    return mutation.mutateAsync({ ...fields, id: task.id });
  };
  return {
    /** Rejects with what the server said. */
    send,
    /** `shown` is seen at once. Says what went wrong, and leaves things as they were. */
    change: (fields: TaskChange, shown?: Partial<TaskDetail>) => void send(fields, shown).catch(notifyError),
    busy: mutation.isPending,
  };
}
