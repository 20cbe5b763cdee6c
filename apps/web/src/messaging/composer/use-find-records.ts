"use client";

import { useCallback } from "react";
import { trpc } from "../../trpc/client.tsx";
import { recordLooks } from "../message/record-chip.tsx";
import type { FindChoices } from "./use-suggestions.ts";

const shown = 8;
const fewestLetters = 2;

/** Which record a # may mean, by name. */
export function useFindRecords(): FindChoices {
  const { client } = trpc.useUtils();
  return useCallback(
    async (query) => {
      if (query.length < fewestLetters) return [];
      const hits = await client.crm.search.all.query({ query });
      return hits.slice(0, shown).map(({ kind, id: entityId, label, detail }) => {
        const address = `crm.${kind}` as const;
        const { noun } = recordLooks[address];
        return {
          key: entityId,
          label,
          detail: detail ? `${noun}, ${detail}` : noun,
          attrs: { address, entityId, label },
        };
      });
    },
    [client],
  );
}
