import { readFileSync, writeFileSync } from "node:fs";
import type { Measure, Report } from "../kernel/report.ts";
import { median, timeMs } from "../kernel/statistics.ts";
import { countInstantiations, readBudgets, tolerance } from "../types/budget.ts";
import { type Compilation, compile } from "../types/compile.ts";
import { Editor } from "../types/editor.ts";
import { type Workspace, writeWorkspace } from "../types/workspace.ts";
import { rangeOf } from "../wire/compare.ts";

const rounds = 5;
/** Even, so that what was changed is back at the end. */
const changes = 8;
/** Checked by itself, nothing written and nothing remembered. */
const alone = [
  "--noEmit",
  "--composite",
  "false",
  "--incremental",
  "false",
  "--declarationMap",
  "false",
  "--emitDeclarationOnly",
  "false",
];

export const measure: Measure = {
  name: "types",
  description: "what the compiler and the editor take for a router of 600 procedures",
  async run(report) {
    const { procedures } = readBudgets().bench;
    using workspace = writeWorkspace(procedures);
    await compareBudget(report, workspace);
    await compareChecks(report, workspace);
    await rebuild(report, workspace);
    await renameColumn(report, workspace);
    await editLive(report, workspace);
  },
};

async function compareBudget(report: Report, workspace: Workspace): Promise<void> {
  const { procedures, ...budget } = readBudgets().bench;
  report.progress(`building a workspace of ${procedures} procedures`);
  const counted = await countInstantiations(workspace, procedures);
  for (const [name, title] of [
    ["workspaceInstantiations", "instantiations per procedure, whole workspace"],
    ["webInstantiations", "instantiations per procedure, web app"],
  ] as const) {
    report.figure(title, counted[name], "");
    reportBudget(report, title, counted[name] / budget[name]);
  }
}

/** Within the tolerance either way: a budget that has become too large guards nothing. */
function reportBudget(report: Report, title: string, ratio: number): void {
  report.figure(`${title}, ÷ budget`, ratio, "×", { atMost: 1 + tolerance });
  report.check(`${title}: the budget is up to date`, ratio >= 1 - tolerance);
}

/** The web app alone, against what packages emit and against everybody's sources, turn by turn. */
async function compareChecks(report: Report, { directory }: Workspace): Promise<void> {
  const runs: Record<"declarations" | "sources" | "contracts", Compilation[]> = {
    declarations: [],
    sources: [],
    contracts: [],
  };
  for (let round = 0; round < rounds; round += 1) {
    report.progress(`checking the web app, round ${round + 1} of ${rounds}`);
    runs.declarations.push(await compile(directory, ["-p", "web/tsconfig.declarations.json"]));
    runs.sources.push(await compile(directory, ["-p", "web/tsconfig.sources.json"]));
    runs.contracts.push(await compile(directory, ["-p", "contracts", ...alone]));
  }
  const complaint = Object.values(runs)
    .flat()
    .find((run) => run.complaint !== "");
  report.check("the web app is right, checked either way", complaint === undefined);
  for (const kind of ["declarations", "sources"] as const) {
    const times = runs[kind].map((run) => run.checkMs);
    report.figure(`web app against ${kind}: check`, median(times), "ms", undefined, rangeOf(times));
    report.figure(`web app against ${kind}: with reading files`, median(runs[kind].map((run) => run.totalMs)), "ms");
    report.figure(`web app against ${kind}: instantiations`, runs[kind][0]?.instantiations ?? Number.NaN, "");
    report.figure(`web app against ${kind}: memory`, median(runs[kind].map((run) => run.memoryBytes)) / 2 ** 20, "MiB");
  }
  const ratios = runs.declarations.map((run, round) => run.checkMs / (runs.sources[round]?.checkMs ?? Number.NaN));
  report.figure("web app: declarations ÷ sources, check", median(ratios), "×", { atMost: 0.25 }, rangeOf(ratios));
  const [fewer, more] = [runs.declarations[0]?.instantiations ?? 0, runs.sources[0]?.instantiations ?? 0];
  report.figure("web app: declarations ÷ sources, instantiations", fewer / more, "×", { atMost: 0.25 });
  const { procedures, webTime = Number.NaN } = readBudgets().bench;
  const time = median(
    runs.declarations.map((run, round) => run.checkMs / (runs.contracts[round]?.checkMs ?? Number.NaN)),
  );
  report.figure("time per procedure, web app", median(runs.declarations.map((run) => run.checkMs)) / procedures, "ms");
  const perProcedure = (time * 100) / procedures;
  report.figure("time per procedure, web app, in hundredths of the contracts' check", perProcedure, "");
  // One way only: on a machine that is busy elsewhere times differ by more than what they may.
  report.figure("time per procedure, web app, ÷ budget", perProcedure / webTime, "×", { atMost: 1 + tolerance });
}

/** What `npm run typecheck` takes: from nothing, with nothing to do, after a change that everybody above sees. */
async function rebuild(report: Report, workspace: Workspace): Promise<void> {
  report.progress("typecheck: clean, idle, after a change");
  const { directory } = workspace;
  report.figure("typecheck: clean", await timeMs(() => compile(directory, ["-b", "--force"])), "ms");
  report.figure("typecheck: nothing changed", await timeMs(() => compile(directory, ["-b"])), "ms");
  const file = workspace.file("services", "widget0.ts");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("childCount: number;", "childCount: number;\n  openCount?: number;"));
  report.figure("typecheck: a service answers with more", await timeMs(() => compile(directory, ["-b"])), "ms");
  writeFileSync(file, text);
  await compile(directory, ["-b"]);
}

const renamed = { from: '    email: text("email"),', to: '    emailAddress: text("email"),' };

/** Every place that shows the column has to turn red, on every floor. */
async function renameColumn(report: Report, workspace: Workspace): Promise<void> {
  report.progress("renaming a column");
  const file = workspace.file("db", "widget0.ts");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace(renamed.from, renamed.to));
  let found: Compilation | undefined;
  report.figure(
    "a renamed column: until all is reported",
    await timeMs(async () => {
      found = await compile(workspace.directory, ["-b"]);
    }),
    "ms",
  );
  writeFileSync(file, text);
  for (const project of ["services", "web", "admin", "worker"]) {
    report.check(
      `a renamed column is reported in ${project}`,
      found?.wrongFiles.includes(`${project}/src/widget0.ts`) ?? false,
    );
  }
  await compile(workspace.directory, ["-b"]);
}

/** Types across packages while somebody types: nothing is saved, nothing is built. */
async function editLive(report: Report, workspace: Workspace): Promise<void> {
  report.progress("changing a service and a column in an editor");
  const screen = workspace.file("web", "widget0.ts");
  await using editor = await Editor.open(workspace.directory);
  editor.change(screen);
  report.figure("editor: until the first screen is checked", await timeMs(() => editor.problems(screen)), "ms");
  for (const [what, project, from, to] of [
    ["a service's return type", "services", '"deletedAt" | "notes">', '"deletedAt" | "notes" | "email">'],
    ["a renamed column", "db", renamed.from, renamed.to],
  ] as const) {
    const file = workspace.file(project, "widget0.ts");
    const text = readFileSync(file, "utf8");
    editor.change(file);
    const times: number[] = [];
    let isShown = true;
    for (let change = 0; change < changes; change += 1) {
      const isWrong = change % 2 === 0;
      times.push(
        await timeMs(async () => {
          editor.change(file, isWrong ? text.replace(from, to) : text);
          const problems = await editor.problems(screen);
          isShown &&= isWrong === problems.some((problem) => problem.startsWith("Property 'email' does not exist"));
        }),
      );
    }
    report.check(`editor: ${what} reddens the screen, unsaved, and whitens it again`, isShown);
    // The first change makes the server read sources in place of declarations.
    const settled = times.slice(1);
    report.figure(`editor: ${what}, until the screen is red`, median(settled), "ms", undefined, rangeOf(settled));
  }
}
