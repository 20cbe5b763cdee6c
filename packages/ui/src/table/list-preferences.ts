"use client";

import { useLocalStorage } from "@mantine/hooks";
import { z } from "zod";
import type { Density } from "./types.ts";

const preferencesSchema = z.object({
  hidden: z.array(z.string()).optional().catch(undefined),
  widths: z.record(z.string(), z.number().min(40).max(1200)).catch({}).default({}),
  density: z.enum(["comfortable", "compact"]).catch("comfortable").default("comfortable"),
});

export interface ListPreferences {
  hidden?: string[] | undefined;
  widths: Record<string, number>;
  density: Density;
}

const plain: ListPreferences = { widths: {}, density: "comfortable" };

/** Reads what an earlier version, or a hand in the developer tools, may have stored. */
export function readPreferences(text: string | undefined): ListPreferences {
  try {
    const parsed = preferencesSchema.safeParse(JSON.parse(text ?? "{}"));
    return parsed.success ? parsed.data : plain;
  } catch {
    return plain;
  }
}

/** Columns and density of one list, kept in this browser. */
export function useListPreferences(address: string) {
  const [preferences, setPreferences] = useLocalStorage<ListPreferences>({
    key: `steward.list.${address}`,
    defaultValue: plain,
    deserialize: readPreferences,
    serialize: (value) => JSON.stringify(value),
  });
  const change = (part: Partial<ListPreferences>) => setPreferences((now) => ({ ...now, ...part }));
  return { preferences, change };
}
