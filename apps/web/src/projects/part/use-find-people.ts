"use client";

import type { ProjectDetail } from "@steward/contracts/projects/project";
import { useCallback } from "react";
import type { FindChoices } from "../../messaging/composer/use-suggestions.ts";
import { trpc } from "../../trpc/client.tsx";

const shown = 8;
const byName = { field: "name", direction: "asc" } as const;
const choice = ({ id, name: label }: { id: string; name: string }) => ({ key: id, label, attrs: { id, label } });

/** Whom an @ in a project may mean: everybody who can read it there. */
export function useFindPeople({ id: projectId, visibility }: Pick<ProjectDetail, "id" | "visibility">): FindChoices {
  const { client, projects } = trpc.useUtils();
  return useCallback(
    async (search) => {
      if (visibility === "private") {
        const people = await projects.project.members.list.fetch({ projectId }, { staleTime: 60_000 });
        const wanted = search.toLowerCase();
        return people
          .filter(({ name, isGone }) => !isGone && name.toLowerCase().includes(wanted))
          .slice(0, shown)
          .map(({ memberId: id, name }) => choice({ id, name }));
      }
      const { items } = await client.org.member.list.query({
        ...(search ? { search } : {}),
        filter: { disabled: false },
        sort: byName,
        limit: shown,
      });
      return items.map(choice);
    },
    [client, projects, projectId, visibility],
  );
}
