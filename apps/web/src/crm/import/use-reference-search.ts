"use client";

import type { ImportFieldType } from "@steward/contracts/crm/import-fields";
import type { AsyncOption } from "@steward/ui";
import { useCallback } from "react";
import { trpc } from "../../trpc/client.tsx";
import { useAccountOptions, useContactOptions, useOwnerOptions } from "../part/use-options.ts";

const byName = { field: "name", direction: "asc" } as const;

/** Finds the records a column may name. */
export function useReferenceSearch(
  type: ImportFieldType,
  pipelineId: string | null,
): (query: string) => Promise<AsyncOption[]> {
  const accounts = useAccountOptions();
  const contacts = useContactOptions();
  const owners = useOwnerOptions();
  const { product, pipeline } = trpc.useUtils().crm;
  return useCallback(
    async (query) => {
      switch (type) {
        case "account":
          return accounts.search(query);
        case "contact":
          return contacts.search(query);
        case "salesperson":
          return owners.search(query);
        case "product": {
          const { items } = await product.list.fetch({ ...(query ? { search: query } : {}), sort: byName, limit: 20 });
          return items.map(({ id, name }) => ({ value: id, label: name }));
        }
        case "stage": {
          const pipelines = await pipeline.list.fetch();
          const stages = (pipelines.find(({ id }) => id === pipelineId) ?? pipelines[0])?.stages ?? [];
          return stages
            .filter(({ name }) => name.toLowerCase().includes(query.toLowerCase()))
            .map(({ id, name }) => ({ value: id, label: name }));
        }
        default:
          return [];
      }
    },
    [type, pipelineId, accounts, contacts, owners, product, pipeline],
  );
}
