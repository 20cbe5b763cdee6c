"use client";

import { useHref } from "@steward/client";
import type { ProjectDetail } from "@steward/contracts/projects/project";
import { confirmAction, notifySuccess } from "@steward/ui";
import { useRouter } from "next/navigation";
import { trpc } from "../../trpc/client.tsx";
import { tasksInWords } from "../task/task-words.tsx";

/** Asks first: it takes everybody's tasks out of sight. */
export function useConfirmedRemoval({ id, name, taskCount }: ProjectDetail) {
  const router = useRouter();
  const href = useHref();
  const utils = trpc.useUtils();
  const remove = trpc.projects.project.remove.useMutation();
  const restore = trpc.projects.project.restore.useMutation({ onSuccess: () => utils.projects.invalidate() });
  return () =>
    void confirmAction({
      title: `Delete ${name}?`,
      message: `Its ${tasksInWords(taskCount)} go with it, for everybody. You can undo that right afterwards.`,
      confirmLabel: "Delete project",
      onConfirm: async () => {
        const removed = await remove.mutateAsync({ ids: [id] });
        router.push(href("/projects"));
        // Not the project itself: its page is still there for a moment and would report it missing.
        await utils.projects.project.list.invalidate();
        notifySuccess(`${name} deleted`, { undo: () => restore.mutateAsync(removed) });
      },
    });
}
