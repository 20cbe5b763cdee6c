"use client";

import { useMay } from "@steward/client";
import type { FilterOption } from "@steward/ui";
import { useMemo } from "react";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { flatten } from "./division-tree.ts";

export type DivisionNode = RouterOutputs["org"]["division"]["list"][number];

/** Every division as an option, those below others with their place in front: `Europe / Sales`. */
export function useDivisionOptions(): FilterOption[] {
  const may = useMay();
  const tree = trpc.org.division.list.useQuery(undefined, { enabled: may("org.division.read"), staleTime: 60_000 });
  return useMemo(
    () => flatten(tree.data ?? []).map(({ node, path }) => ({ value: node.id, label: path.join(" / ") })),
    [tree.data],
  );
}
