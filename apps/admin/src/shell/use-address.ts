"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

type Values<Name extends string> = Readonly<Record<Name, string>>;

/**
 * Named values in the page's query, "" where one is missing: what a page shows survives a reload and can be sent to
 * somebody. Changes replace the address; the back button leaves the page.
 */
export function useAddress<const Name extends string>(
  names: readonly Name[],
): [values: Values<Name>, change: (part: Partial<Values<Name>>) => void] {
  const params = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ""])) as Values<Name>;
  const change = useCallback((part: Partial<Values<Name>>) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries<string | undefined>(part)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const text = next.toString();
    // Next keeps useSearchParams in step with the History API; its router would ask the server to render again.
    window.history.replaceState(null, "", `${window.location.pathname}${text ? `?${text}` : ""}`);
  }, []);
  return [values, change];
}
