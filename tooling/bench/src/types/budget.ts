import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "./compile.ts";
import type { Workspace } from "./workspace.ts";

const file = fileURLToPath(new URL("../../types-budget.json", import.meta.url));

/** How far a measurement may be off its budget, either way: a budget that is far too large guards nothing. */
export const tolerance = 0.1;

/** What the compiler may have to do, for one procedure. */
export interface Budget {
  readonly procedures: number;
  /** To build all packages from nothing. */
  readonly workspaceInstantiations: number;
  /** To check the web app alone, against declarations. */
  readonly webInstantiations: number;
  /** Time of that check, in hundredths of the time the contracts take in the same run: milliseconds belong to a machine. */
  readonly webTime?: number;
}

/** `test` is what every `npm test` counts, `bench` the size the goals are about. */
export function readBudgets(): Readonly<Record<"test" | "bench", Budget>> {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Builds and checks a workspace that was just written, and counts. Throws where it does not compile. */
export async function countInstantiations(
  { directory }: Workspace,
  procedures: number,
): Promise<Pick<Budget, "workspaceInstantiations" | "webInstantiations">> {
  const build = await compile(directory, ["-b"]);
  const web = await compile(directory, ["-p", "web/tsconfig.declarations.json"]);
  const complaint = build.complaint || web.complaint;
  if (complaint !== "") throw new Error(`The generated workspace does not compile:\n${complaint}`);
  return {
    workspaceInstantiations: build.instantiations / procedures,
    webInstantiations: web.instantiations / procedures,
  };
}
