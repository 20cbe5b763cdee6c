"use client";

import type { AsyncOption } from "@steward/ui";
import { useMemo } from "react";
import { trpc } from "../../trpc/client.tsx";

const byName = { field: "name", direction: "asc" } as const;

/** Projects that new ones may begin as a copy of. */
export function useTemplateOptions() {
  const { project } = trpc.useUtils().projects;
  return useMemo(
    () => ({
      search: async (query: string): Promise<AsyncOption[]> => {
        const filter = { isTemplate: true };
        const { items } = await project.list.fetch({
          ...(query ? { search: query } : {}),
          filter,
          sort: byName,
          limit: 20,
        });
        return items.map(({ id, name, taskCount }) => ({
          value: id,
          label: name,
          description: taskCount === 1 ? "1 task" : `${taskCount} tasks`,
        }));
      },
    }),
    [project],
  );
}
