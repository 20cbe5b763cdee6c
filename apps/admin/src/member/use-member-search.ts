import { useCallback } from "react";
import { trpc } from "../trpc/client.tsx";

/** Finds members by what was typed, the first twenty, as an `AsyncSelect` offers them: name, and e-mail address beneath. */
export function useMemberSearch() {
  const utils = trpc.useUtils();
  return useCallback(
    async (typed: string) => {
      const found = await utils.org.member.list.fetch({ ...(typed ? { search: typed } : {}), limit: 20 });
      return found.items.map(({ id, name, email }) => ({ value: id, label: name, description: email }));
    },
    [utils],
  );
}
