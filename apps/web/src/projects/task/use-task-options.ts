"use client";

import type { AsyncOption } from "@steward/ui";
import { useMemo } from "react";
import { trpc } from "../../trpc/client.tsx";

const newest = { field: "updatedAt", direction: "desc" } as const;

/** Other tasks of a project, found by key or title. */
export function useTaskOptions(projectId: string, withoutId?: string) {
  const { task } = trpc.useUtils().projects;
  return useMemo(
    () => ({
      search: async (query: string): Promise<AsyncOption[]> => {
        const { items } = await task.list.fetch({
          ...(query ? { search: query } : {}),
          filter: { projectId },
          sort: newest,
          limit: 20,
        });
        return items
          .filter(({ id }) => id !== withoutId)
          .map(({ id, key, title, status }) => ({ value: id, label: `${key} ${title}`, description: status.name }));
      },
    }),
    [task, projectId, withoutId],
  );
}
