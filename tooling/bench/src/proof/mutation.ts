import { fileURLToPath } from "node:url";
import { startTestServer } from "@steward/db/testing";
import type { Measure, Report } from "../kernel/report.ts";
import { type DatabaseVerdict, killDatabase } from "../mutation/database-mutants.ts";
import { killSource, type Verdict } from "../mutation/kill-source.ts";
import { sourceMutants } from "../mutation/source-mutants.ts";

const repository = fileURLToPath(new URL("../../../..", import.meta.url));
const concurrency = 2;

export const measure: Measure = {
  name: "mutation",
  description: "each policy, privilege and permission check taken out in turn: the checks notice every time",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      report.progress("protections of the database, one after the other");
      reportDatabase(report, await killDatabase(server));
      const mutants = sourceMutants(repository);
      report.progress(`${mutants.length} checks of the sources, one after the other`);
      const progress = report.progress.bind(report);
      reportSource(report, await killSource(mutants, { repository, server, concurrency, progress }));
    } finally {
      await stop();
    }
  },
};

function reportDatabase(report: Report, verdicts: readonly DatabaseVerdict[]): void {
  for (const { mutant, byCatalogue, byBehaviour } of verdicts) {
    if (!byCatalogue) report.progress(`not in the catalogue check: ${mutant.statement}`);
    if (mutant.shows && !byBehaviour) report.progress(`not in what roles can do: ${mutant.statement}`);
  }
  const shown = verdicts.filter(({ mutant }) => mutant.shows);
  report.figure("database mutants", verdicts.length, "", { atLeast: 300 });
  report.figure("killed by the catalogue", count(verdicts, "byCatalogue"), "", { atLeast: verdicts.length });
  report.figure("that change what a role can do", shown.length, "", { atLeast: 100 });
  report.figure("killed by trying it", count(shown, "byBehaviour"), "", { atLeast: shown.length });
}

function count(verdicts: readonly DatabaseVerdict[], by: "byCatalogue" | "byBehaviour"): number {
  return verdicts.filter((verdict) => verdict[by]).length;
}

function reportSource(report: Report, verdicts: readonly Verdict[]): void {
  const killed = verdicts.filter(({ killer }) => killer !== null);
  for (const suite of [...new Set(killed.map(({ killer }) => killer ?? ""))].toSorted()) {
    report.figure(`killed by ${suite}`, killed.filter(({ killer }) => killer === suite).length, "");
  }
  report.figure("source mutants", verdicts.length, "", { atLeast: 200 });
  report.figure("killed", killed.length, "", { atLeast: verdicts.length });
}
