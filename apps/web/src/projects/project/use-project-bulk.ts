"use client";

import type { ProjectItem } from "@steward/contracts/projects/project";
import { type BulkAction, notifySuccess } from "@steward/ui";
import { IconArchive } from "@tabler/icons-react";
import { removeAction } from "../../list/remove-action.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { projectsInWords } from "./project-words.tsx";

/** What can be done with chosen projects, each with its undo. */
export function useProjectBulk(): BulkAction<ProjectItem>[] {
  const may = useMay();
  const utils = trpc.useUtils();
  const onSuccess = () => utils.projects.invalidate();
  const setStatus = trpc.projects.project.setStatus.useMutation({ onSuccess });
  const remove = trpc.projects.project.remove.useMutation({ onSuccess });
  const restore = trpc.projects.project.restore.useMutation({ onSuccess });
  const actions: BulkAction<ProjectItem>[] = [];
  if (may("projects.project.write")) {
    actions.push({
      id: "archive",
      label: "Archive",
      icon: IconArchive,
      onRun: async (_ids, rows) => {
        const open = rows.filter(({ status }) => status !== "archived");
        const archived = await Promise.all(
          open.map(({ id, version }) => setStatus.mutateAsync({ id, version, status: "archived" })),
        );
        const before = new Map(open.map(({ id, status }) => [id, status]));
        const takeBack = () =>
          Promise.all(
            archived.map(({ id, version }) =>
              setStatus.mutateAsync({ id, version, status: before.get(id) ?? "active" }),
            ),
          );
        notifySuccess(`${projectsInWords(archived.length)} archived`, { undo: takeBack });
      },
    });
  }
  if (may("projects.project.remove")) {
    actions.push(removeAction({ remove, restore, inWords: projectsInWords }));
  }
  return actions;
}
