import { readdirSync } from "node:fs";
import type { Measure } from "./report.ts";

export const kinds = ["bench", "proof"] as const;
export type Kind = (typeof kinds)[number];

const folder = (kind: Kind) => new URL(`../${kind}/`, import.meta.url);

/** The measures of a kind: one per file, named like the file. */
export function measureNames(kind: Kind): string[] {
  return readdirSync(folder(kind))
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => file.slice(0, -".ts".length))
    .toSorted();
}

/** Loads one measure. Only what is asked for is loaded: some pull in the whole product. */
export async function loadMeasure(kind: Kind, name: string): Promise<Measure> {
  const module: unknown = await import(new URL(`${name}.ts`, folder(kind)).href);
  if (hasMeasure(module) && module.measure.name === name) return module.measure;
  throw new Error(`${kind}/${name}.ts does not export a measure of that name`);
}

function hasMeasure(module: unknown): module is { measure: Measure } {
  return typeof module === "object" && module !== null && "measure" in module;
}
