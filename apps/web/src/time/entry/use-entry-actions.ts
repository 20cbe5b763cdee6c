"use client";

import { notifyError, notifySuccess } from "@steward/ui";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { clockText } from "../time-words.ts";

export type TimeEntry = RouterOutputs["time"]["entry"]["list"]["items"][number];

/** Removes entries, with undo, and sets how long was worked on a line of a day. */
export function useEntryActions() {
  const utils = trpc.useUtils();
  const options = { onSuccess: () => utils.time.invalidate(), onError: notifyError };
  const create = trpc.time.entry.create.useMutation(options);
  const update = trpc.time.entry.update.useMutation(options);
  const remove = trpc.time.entry.remove.useMutation(options);
  const restore = trpc.time.entry.restore.useMutation(options);
  // Failures are shown by `onError`; nothing more is to be done about them here.
  const quietly = (work: Promise<unknown>) => void work.catch(() => {});
  const discard = async ({ id, minutes }: Pick<TimeEntry, "id" | "minutes">) => {
    await remove.mutateAsync({ ids: [id] });
    notifySuccess(`${clockText(minutes ?? 0)} deleted`, { undo: () => restore.mutateAsync({ ids: [id] }) });
  };
  return {
    discard: (entry: Pick<TimeEntry, "id" | "minutes">) => quietly(discard(entry)),
    setMinutes: (entry: Pick<TimeEntry, "id" | "version">, minutes: number) =>
      quietly(update.mutateAsync({ id: entry.id, version: entry.version, minutes })),
    log: (day: string, minutes: number, purpose: { projectId: string | null; taskId: string | null }) =>
      quietly(create.mutateAsync({ day, minutes, ...purpose })),
    isBusy: create.isPending || update.isPending || remove.isPending,
  };
}
