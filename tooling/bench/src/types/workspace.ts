import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { apiKernel, routerIndex, routerOf } from "./template/api.ts";
import { contractKernel, contractOf } from "./template/contract.ts";
import { type ResourceNames, resourcesFor } from "./template/names.ts";
import { databaseIndex, schemaKernel, schemaOf } from "./template/schema.ts";
import { jobOf, screenKernel, screenOf } from "./template/screen.ts";
import { serviceKernel, serviceOf } from "./template/service.ts";

const packageDir = fileURLToPath(new URL("../..", import.meta.url));
const baseConfig = fileURLToPath(new URL("../../../typescript/base.json", import.meta.url));

/** The generated packages, each before those that use it. */
export const projects = ["contracts", "db", "services", "api", "web", "admin", "worker"] as const;
export type Project = (typeof projects)[number];

const references: Readonly<Record<Project, readonly Project[]>> = {
  contracts: [],
  db: ["contracts"],
  services: ["contracts", "db"],
  api: ["contracts", "services"],
  web: ["contracts", "api"],
  admin: ["contracts", "api"],
  worker: ["contracts", "services"],
};

/** Of how many resources the administration has a screen and the worker a job. */
const alsoShown = 12;

/** A workspace like the product's, floor by floor, with as many procedures as asked for; in a folder of its own. */
export interface Workspace extends Disposable {
  readonly directory: string;
  file(project: Project, name: string): string;
}

export function writeWorkspace(procedures: number): Workspace {
  const directory = mkdtempSync(join(tmpdir(), "steward-types-"));
  const resources = resourcesFor(procedures);
  linkModules(directory);
  for (const project of projects) {
    write(directory, `${project}/package.json`, manifestOf(project));
    write(directory, `${project}/tsconfig.json`, configOf(project));
    for (const [name, text] of Object.entries(sourcesOf(project, resources))) {
      write(directory, `${project}/src/${name}`, text);
    }
  }
  write(directory, "web/tsconfig.declarations.json", checkOf({ references: ["contracts", "api"] }));
  write(directory, "web/tsconfig.sources.json", checkOf({ customConditions: ["source"] }));
  write(directory, "tsconfig.json", json({ files: [], references: projects.map((path) => ({ path })) }));
  return {
    directory,
    file: (project, name) => join(directory, project, "src", name),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** This package's dependencies, and the generated packages under the names by which they import each other. */
function linkModules(directory: string): void {
  const installed = join(packageDir, "node_modules");
  const modules = join(directory, "node_modules");
  mkdirSync(join(modules, "@generated"), { recursive: true });
  for (const name of readdirSync(installed)) {
    if (!name.startsWith(".")) symlinkSync(join(installed, name), join(modules, name));
  }
  for (const project of projects) symlinkSync(join(directory, project), join(modules, "@generated", project));
}

function write(directory: string, path: string, text: string): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** Exports as the product's, and the sources under a condition that only the comparison asks for. */
function manifestOf(project: Project): string {
  const target = (name: string) => ({
    source: `./src/${name}.ts`,
    types: `./dist/${name}.d.ts`,
    default: `./src/${name}.ts`,
  });
  return json({
    name: `@generated/${project}`,
    private: true,
    type: "module",
    exports: { ".": target("index"), "./*": target("*") },
  });
}

function configOf(project: Project): string {
  return json({
    extends: baseConfig,
    compilerOptions: { rootDir: "src", outDir: "dist" },
    include: ["src"],
    references: references[project].map((path) => ({ path: `../${path}` })),
  });
}

/** The check of the web app alone, nothing emitted and nothing remembered. */
function checkOf({
  references = [],
  ...options
}: {
  references?: readonly Project[];
  customConditions?: string[];
}): string {
  return json({
    extends: baseConfig,
    compilerOptions: {
      composite: false,
      declarationMap: false,
      emitDeclarationOnly: false,
      noEmit: true,
      ...options,
    },
    include: ["src"],
    references: references.map((path) => ({ path: `../${path}` })),
  });
}

function sourcesOf(project: Project, resources: readonly ResourceNames[]): Record<string, string> {
  const each = (some: readonly ResourceNames[], textOf: (names: ResourceNames) => string) =>
    Object.fromEntries(some.map((names) => [`${names.name}.ts`, textOf(names)]));
  const few = resources.slice(0, alsoShown);
  switch (project) {
    case "contracts":
      return { "kernel.ts": contractKernel, ...each(resources, contractOf) };
    case "db":
      return { "kernel.ts": schemaKernel, "index.ts": databaseIndex(resources), ...each(resources, schemaOf) };
    case "services":
      return { "kernel.ts": serviceKernel, ...each(resources, serviceOf) };
    case "api":
      return { "kernel.ts": apiKernel, "index.ts": routerIndex(resources), ...each(resources, routerOf) };
    case "web":
      return { "trpc.ts": screenKernel, ...each(resources, screenOf) };
    case "admin":
      return { "trpc.ts": screenKernel, ...each(few, screenOf) };
    case "worker":
      return each(few, jobOf);
  }
}
