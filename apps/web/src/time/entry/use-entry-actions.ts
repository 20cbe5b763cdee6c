"use client";

import { clockText } from "@steward/contracts/time/timesheet";
import { notifyError, notifySuccess } from "@steward/ui";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { purposeText } from "../time-words.ts";
import type { PurposeChoice } from "./purpose-fields.tsx";

export type TimeEntry = RouterOutputs["time"]["entry"]["list"]["items"][number];

/** Removes entries, with undo, goes on with what they were spent on, and sets how long was worked on a line of a day. */
export function useEntryActions() {
  const utils = trpc.useUtils();
  const options = { onSuccess: () => utils.time.invalidate(), onError: notifyError };
  const create = trpc.time.entry.create.useMutation(options);
  const update = trpc.time.entry.update.useMutation(options);
  const remove = trpc.time.entry.remove.useMutation(options);
  const restore = trpc.time.entry.restore.useMutation(options);
  const discard = async ({ id, minutes }: Pick<TimeEntry, "id" | "minutes">) => {
    await remove.mutateAsync({ ids: [id] });
    notifySuccess(`${clockText(minutes ?? 0)} deleted`, { undo: () => restore.mutateAsync({ ids: [id] }) });
  };
  const start = trpc.time.timer.start.useMutation(options);
  const resume = async (entry: TimeEntry) => {
    const { project, task, note, isBillable } = entry;
    const purpose = { projectId: project?.id ?? null, taskId: task?.id ?? null };
    await start.mutateAsync({ ...purpose, note, isBillable, switch: true });
    notifySuccess(`The timer runs for ${purposeText(entry)}`);
  };
  // Failures are shown by `onError`; whoever calls may have something to take back.
  return {
    discard,
    resume,
    setMinutes: ({ id, version }: Pick<TimeEntry, "id" | "version">, minutes: number): Promise<unknown> =>
      update.mutateAsync({ id, version, minutes }),
    log: (day: string, minutes: number, purpose: Pick<PurposeChoice, "projectId" | "taskId">): Promise<unknown> =>
      create.mutateAsync({ day, minutes, ...purpose }),
  };
}
