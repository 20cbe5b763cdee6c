"use client";

import type { AsyncOption } from "@steward/ui";
import { useMemo } from "react";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import type { RelationOptions } from "../part/use-options.ts";

export type Pipeline = RouterOutputs["crm"]["pipeline"]["list"][number];
export type Stage = Pipeline["stages"][number];

const none: Pipeline[] = [];

/** All pipelines with their stages; there are few enough to keep. */
export function usePipelines(): { pipelines: Pipeline[]; isLoading: boolean } {
  const query = trpc.crm.pipeline.list.useQuery(undefined, { staleTime: 60_000 });
  return { pipelines: query.data ?? none, isLoading: query.isPending };
}

const byName = { field: "name", direction: "asc" } as const;

/** Products on offer, with their family. */
export function useProductOptions({ withNone = false } = {}): RelationOptions & {
  priceOf: (id: string) => Promise<{ unitAmountMinor: number; currency: string }>;
} {
  const { product } = trpc.useUtils().crm;
  return useMemo(() => {
    const noProduct: AsyncOption = { value: "none", label: "No product" };
    return {
      search: async (query) => {
        const filter = { active: true };
        const { items } = await product.list.fetch({
          ...(query ? { search: query } : {}),
          filter,
          sort: byName,
          limit: 20,
        });
        const found = items.map(({ id, name, family }) => ({
          value: id,
          label: name,
          ...(family ? { description: family } : {}),
        }));
        return withNone && query === "" ? [noProduct, ...found] : found;
      },
      resolve: async (ids) => {
        const found = await Promise.allSettled(
          ids.map(async (id) =>
            id === noProduct.value ? noProduct : { value: id, label: (await product.byId.fetch({ id })).name },
          ),
        );
        return found.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
      },
      priceOf: (id) => product.byId.fetch({ id }),
    };
  }, [product, withNone]);
}
