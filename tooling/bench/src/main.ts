import { writeFileSync } from "node:fs";
import { type Command, parseCommand, partsOf, UsageError } from "./kernel/command.ts";
import { type Kind, loadMeasure, measureNames } from "./kernel/registry.ts";
import { collect, type Result } from "./kernel/report.ts";
import { formatTable } from "./kernel/table.ts";

const print = (line: string) => process.stdout.write(`${line}\n`);
const tell = (line: string) => process.stderr.write(`${line}\n`);

try {
  const command = parseCommand(process.argv.slice(2), measureNames);
  process.exitCode = command.list ? await list(command.kind, command.names) : await run(command);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  tell(error.message);
  process.exitCode = 2;
}

async function list(kind: Kind, names: readonly string[]): Promise<number> {
  const width = Math.max(0, ...names.map((name) => name.length));
  for (const name of names) {
    const { description } = await loadMeasure(kind, name);
    print(`${name.padEnd(width)}  ${description}`);
  }
  return 0;
}

async function run({ kind, names, only, json }: Command): Promise<number> {
  const results: Result[] = [];
  for (const name of names) results.push(...(await runOne(kind, name, only)));
  print(`\n${formatTable(results)}\n`);
  if (json !== null) writeResults(json, results);
  const missed = results.filter((result) => !result.pass).length;
  print(missed === 0 ? "Every goal was reached." : `${missed} of ${results.length} goals or figures were missed.`);
  return missed === 0 ? 0 : 1;
}

/** A measure that breaks off must not take the others' figures with it, nor look as if it had passed. */
async function runOne(kind: Kind, name: string, only: readonly string[]): Promise<readonly Result[]> {
  const { report, results } = collect(name, tell);
  try {
    const measure = await loadMeasure(kind, name);
    const parts = partsOf(measure, only);
    report.progress(measure.description);
    await measure.run(report, parts);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    report.check("ran to its end", false);
  }
  return results;
}

function writeResults(file: string, results: readonly Result[]): void {
  try {
    writeFileSync(file, `${JSON.stringify({ results }, null, 2)}\n`);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsageError(`The results cannot be written to ${file} (${reason}).`);
  }
}
