import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Child, startChild } from "./child.ts";
import { machineEnvironment } from "./environment.ts";
import { LaunchError } from "./failure.ts";

export type Site = "web" | "admin";

/** What a site is built from, as globs below the repository's root. */
const inputs = (site: Site) => [
  `apps/${site}/{src,public}/**/*`,
  `apps/${site}/*.{ts,json}`,
  "packages/*/src/**/*",
  "packages/*/package.json",
  "tooling/typescript/*.json",
  "pnpm-lock.yaml",
];

/** A digest of everything that goes into a site; tests and generated files do not. */
export function digestOf(root: string, site: Site): string {
  const files = globSync(inputs(site), { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|^next-env\.d\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash("sha256").update(process.versions.node);
  for (const file of files) hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

const stampOf = (root: string, site: Site) => join(root, "apps", site, ".next", "steward-inputs");

/** Whether the build that stands is one of these sources. The mark lies in the build itself, so they go together. */
export function isBuilt(root: string, site: Site, digest: string): boolean {
  const stamp = stampOf(root, site);
  return (
    existsSync(join(root, "apps", site, ".next", "BUILD_ID")) &&
    existsSync(stamp) &&
    readFileSync(stamp, "utf8") === digest
  );
}

export function nextProgram(root: string, site: Site): string {
  return createRequire(join(root, "apps", site, "package.json")).resolve("next/dist/bin/next");
}

/**
 * Builds a site unless it stands already; `onStart` gets the process that builds.
 * @throws {LaunchError} with the end of the build's output.
 */
export async function buildSite(
  root: string,
  site: Site,
  { logDir, onStart }: { logDir: string; onStart: (child: Child) => void },
): Promise<"built" | "unchanged"> {
  const digest = digestOf(root, site);
  if (isBuilt(root, site, digest)) return "unchanged";
  const child = startChild({
    name: `build-${site}`,
    args: [nextProgram(root, site), "build"],
    cwd: join(root, "apps", site),
    env: { ...machineEnvironment(), NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    logDir,
  });
  onStart(child);
  const outcome = await child.ended;
  if (outcome !== "ended with exit code 0") {
    throw new LaunchError(`The build of ${site} ${outcome}; its output is in ${child.logFile}.`, child.lastLines(20));
  }
  writeFileSync(stampOf(root, site), digest);
  return "built";
}
