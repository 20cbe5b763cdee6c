import { addAfterLast, addEntry, addExport, addImport, addImportedName } from "./insert.ts";
import { capital, GeneratorError, type ResourceNames } from "./names.ts";
import { contract, schema } from "./template/contract.ts";
import { drawer, listPage, problems, route } from "./template/page.ts";
import { router, service, serviceExports } from "./template/service.ts";

/** The repository as the generator sees it; paths are relative to its root. */
export interface Files {
  exists(path: string): boolean;
  read(path: string): string;
}

/** What a run will write: new files, and the new text of files that are there. */
export interface Plan {
  readonly created: ReadonlyMap<string, string>;
  readonly changed: ReadonlyMap<string, string>;
}

const paths = {
  permissions: "packages/contracts/src/permissions.ts",
  schemas: "packages/db/src/schema/index.ts",
  services: (module: string) => `packages/services/src/${module}/index.ts`,
  routers: (module: string) => `packages/api/src/${module}/index.ts`,
  router: "packages/api/src/router.ts",
  modules: "apps/web/src/modules.ts",
  problems: "apps/web/src/errors.ts",
  goodCalls: "packages/api/src/contract/good-calls.ts",
  lint: "biome.json",
};

/** A resource on every floor. Throws `GeneratorError` when one of its files is there, or its module is not. */
export function planResource(files: Files, names: ResourceNames): Plan {
  const { module, file, camel } = names;
  if (!files.exists(paths.services(module))) {
    throw new GeneratorError(
      `There is no module "${module}": make it with "gen -- module ${module}", or correct the name.`,
    );
  }
  const web = `apps/web/src/${module}/${file}`;
  const created = new Map([
    [`packages/contracts/src/${module}/${file}.ts`, contract(names)],
    [`packages/db/src/schema/${module}/${file}.ts`, schema(names)],
    [`packages/services/src/${module}/${file}.ts`, service(names)],
    [`packages/api/src/${module}/${file}.ts`, router(names)],
    [`${web}/${names.files}-page.tsx`, listPage(names)],
    [`${web}/${file}-drawer.tsx`, drawer(names)],
    [`${web}/${file}-problems.ts`, problems(names)],
    [`apps/web/src/app/[tenant]/${module}/${names.files}/page.tsx`, route(names)],
  ]);
  refuseExisting(files, created);
  const permissions = addImport(
    files.read(paths.permissions),
    `import { ${camel}Permissions } from "./${module}/${file}.ts";`,
  );
  const routers = addImport(files.read(paths.routers(module)), `import { ${camel}Router } from "./${file}.ts";`);
  const page = `{ label: "${names.title}", path: "/${module}/${names.files}", icon: IconList, permission: "${names.address}.read" },`;
  const changed = new Map([
    [
      paths.permissions,
      addAfterLast(permissions, /^ {2}\.\.\.\w+Permissions,$/, `  ...${camel}Permissions,`, paths.permissions),
    ],
    [paths.schemas, addExport(files.read(paths.schemas), `export * from "./${module}/${file}.ts";\n`)],
    [paths.services(module), addExport(files.read(paths.services(module)), serviceExports(names))],
    // A body of the schema alone would change nothing, and nothing was removed yet that could be brought back.
    [
      paths.goodCalls,
      addAfterLast(
        files.read(paths.goodCalls),
        /^export const goodCalls: Readonly<Record<string, GoodCall>> = \{$/,
        `  "${names.address}.update": named(),\n  "${names.address}.restore": afterRemoving("${names.address}.remove"),`,
        paths.goodCalls,
      ),
    ],
    [paths.problems, `${files.read(paths.problems)}import "./${module}/${file}/${file}-problems.ts";\n`],
    [paths.routers(module), addEntry(routers, "router({", `  ${camel}: ${camel}Router,`, paths.routers(module))],
    [
      paths.modules,
      addEntry(
        addImportedName(files.read(paths.modules), "@tabler/icons-react", "IconList"),
        "pages: [",
        page,
        paths.modules,
        `id: "${module}"`,
      ),
    ],
  ]);
  return { created, changed };
}

/** A module without resources yet. Throws `GeneratorError` when it is there. */
export function planModule(files: Files, module: string): Plan {
  const created = new Map([
    [paths.services(module), "export {};\n"],
    [
      paths.routers(module),
      `import { router } from "../kernel/procedure.ts";\n\nexport const ${module}Router = router({});\n`,
    ],
  ]);
  refuseExisting(files, created);
  const appRouter = addImport(files.read(paths.router), `import { ${module}Router } from "./${module}/index.ts";`);
  const entry = `{ id: "${module}", label: "${capital(module)}", icon: IconApps, pages: [] },`;
  const changed = new Map([
    [paths.router, addEntry(appRouter, "router({", `  ${module}: ${module}Router,`, paths.router)],
    [
      paths.modules,
      addEntry(
        addImportedName(files.read(paths.modules), "@tabler/icons-react", "IconApps"),
        "readonly Module[] = [",
        entry,
        paths.modules,
      ),
    ],
    [paths.lint, fence(files.read(paths.lint), module)],
  ]);
  return { created, changed };
}

/** Lets the linter refuse what reaches past the new module's index, as it does for the others. */
function fence(text: string, module: string): string {
  const patterns = ["..", "../.."].flatMap((up) => [`"${up}/${module}/*"`, `"!${up}/${module}/index.ts"`]);
  return addAfterLast(text, /"!\.\.\/\.\.\/platform\/index\.ts",$/, `${patterns.join(",\n")},`, paths.lint);
}

function refuseExisting(files: Files, created: ReadonlyMap<string, string>): void {
  const there = [...created.keys()].find((path) => files.exists(path));
  if (there) throw new GeneratorError(`${there} is there already: nothing was written.`);
}
