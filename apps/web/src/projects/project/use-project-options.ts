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

const noProject: AsyncOption = { value: "none", label: "No project" };

/** Projects to filter by, and the names of those that stand in a link. */
export function useProjectOptions() {
  const { project } = trpc.useUtils().projects;
  return useMemo(
    () => ({
      search: async (query: string): Promise<AsyncOption[]> => {
        const { items } = await project.list.fetch({ ...(query ? { search: query } : {}), sort: byName, limit: 20 });
        const found = items.map(({ id, name, key }) => ({ value: id, label: name, description: key }));
        return query === "" ? [noProject, ...found] : found;
      },
      resolve: async (ids: readonly string[]): Promise<AsyncOption[]> => {
        const found = await Promise.allSettled(
          ids.map(async (id) =>
            id === noProject.value ? noProject : { value: id, label: (await project.byId.fetch({ id })).name },
          ),
        );
        return found.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
      },
    }),
    [project],
  );
}
