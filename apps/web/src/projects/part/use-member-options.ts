"use client";

import type { AsyncOption } from "@steward/ui";
import { useMemo } from "react";
import { trpc } from "../../trpc/client.tsx";

const nobody: AsyncOption = { value: "none", label: "Nobody" };
const byName = { field: "name", direction: "asc" } as const;

/** Colleagues to filter by or to name as an owner, and the names of those that stand in a link. */
export function useMemberOptions({ withNobody = false } = {}) {
  const { member } = trpc.useUtils().org;
  return useMemo(
    () => ({
      search: async (query: string): Promise<AsyncOption[]> => {
        const filter = { disabled: false };
        const { items } = await member.list.fetch({
          ...(query ? { search: query } : {}),
          filter,
          sort: byName,
          limit: 20,
        });
        const people = items.map(({ id, name, email }) => ({ value: id, label: name, description: email }));
        return withNobody && query === "" ? [nobody, ...people] : people;
      },
      resolve: async (ids: readonly string[]): Promise<AsyncOption[]> => {
        const found = await Promise.allSettled(
          ids.map(async (id) =>
            id === nobody.value ? nobody : { value: id, label: (await member.byId.fetch({ id })).name },
          ),
        );
        return found.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
      },
    }),
    [member, withNobody],
  );
}
