import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { GeneratorError, parseModule, resourceNames } from "./names.ts";
import { type Files, type Plan, planModule, planResource } from "./plan.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const usage =
  "Use: npm run gen -- resource <module>/<name> [--plural <names>], or: npm run gen -- module <name>, or: npm run gen -- access.";

const files: Files = {
  exists: (path) => existsSync(join(root, path)),
  read: (path) => readFileSync(join(root, path), "utf8"),
};

try {
  await generate(process.argv.slice(2).filter((arg) => arg !== "--"));
} catch (error) {
  if (!(error instanceof GeneratorError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function generate(args: string[]): Promise<void> {
  if (args.length === 1 && args[0] === "access") return writeAccess();
  const { kind, name, plural } = parse(args);
  if (kind === "module") {
    write(planModule(files, parseModule(name)));
    return;
  }
  const names = resourceNames(name, plural);
  write(planResource(files, names));
  makeMigration(names.table);
  process.stdout.write(
    `\nNow say what ${names.plural} are: fields and permissions in the contract, columns in the schema, rules in the service.\n`,
  );
}

function parse(args: string[]) {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { plural: { type: "string" } },
    });
    const [kind, name, ...rest] = positionals;
    if ((kind === "resource" || kind === "module") && name && rest.length === 0) {
      return { kind, name, plural: values.plural };
    }
  } catch {
    // An unknown option: answered below like any other misunderstanding.
  }
  throw new GeneratorError(usage);
}

async function writeAccess(): Promise<void> {
  // The whole router: read here alone, so that a resource can be made while something in it does not load.
  const { accessDocument, accessPath } = await import("./access.ts");
  writeFileSync(join(root, accessPath), accessDocument());
  process.stdout.write(`changed  ${accessPath}\n`);
}

function write({ created, changed }: Plan): void {
  for (const [path, text] of [...created, ...changed]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const touched = [...created.keys(), ...changed.keys()];
  run("The formatter refused what was written", join(root, "node_modules", ".bin", "biome"), [
    "check",
    "--write",
    ...touched,
  ]);
  for (const path of created.keys()) process.stdout.write(`new      ${path}\n`);
  for (const path of changed.keys()) process.stdout.write(`changed  ${path}\n`);
}

function makeMigration(table: string): void {
  const db = join(root, "packages", "db");
  const kit = join(db, "node_modules", "drizzle-kit", "bin.cjs");
  run("The migration could not be made", process.execPath, [kit, "generate", "--name", table], db);
  process.stdout.write("new      packages/db/migrations\n");
}

function run(complaint: string, program: string, args: readonly string[], cwd = root): void {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new GeneratorError(`${complaint}:\n${stdout}${stderr}`.trimEnd());
}
