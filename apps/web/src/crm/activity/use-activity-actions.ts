"use client";

import { notifyError, notifySuccess } from "@steward/ui";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";

export type Activity = RouterOutputs["crm"]["activity"]["byId"];

/** Ticks off, reopens and deletes activities, with undo. */
export function useActivityActions() {
  const utils = trpc.useUtils();
  const refresh = () => Promise.all([utils.crm.activity.invalidate(), utils.crm.account.timeline.invalidate()]);
  const options = { onSuccess: refresh, onError: notifyError };
  const complete = trpc.crm.activity.complete.useMutation(options);
  const remove = trpc.crm.activity.remove.useMutation(options);
  const restore = trpc.crm.activity.restore.useMutation(options);

  const setDone = async ({ id, subject }: Pick<Activity, "id" | "subject">, done: boolean) => {
    await complete.mutateAsync({ id, done });
    notifySuccess(done ? `“${subject}” done` : `“${subject}” is open again`, {
      undo: () => complete.mutateAsync({ id, done: !done }),
    });
  };
  const discard = async ({ id, subject }: Pick<Activity, "id" | "subject">) => {
    await remove.mutateAsync({ ids: [id] });
    notifySuccess(`“${subject}” deleted`, { undo: () => restore.mutateAsync({ ids: [id] }) });
  };
  // Failures are shown by `onError`; nothing more is to be done about them here.
  const quietly = (work: Promise<void>) => void work.catch(() => {});
  return {
    setDone: (activity: Pick<Activity, "id" | "subject">, done: boolean) => quietly(setDone(activity, done)),
    discard: (activity: Pick<Activity, "id" | "subject">) => quietly(discard(activity)),
    pendingId: complete.isPending ? complete.variables.id : undefined,
  };
}
