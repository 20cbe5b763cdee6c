import { startTestServer } from "@steward/db/testing";
import { fates } from "../idempotency/cutting-proxy.ts";
import { loseAnswers } from "../idempotency/lost-answers.ts";
import type { Measure } from "../kernel/report.ts";

const calls = 10_000;

export const measure: Measure = {
  name: "idempotency",
  description: "the line cut before, during and after a mutation and in its answer: each is done once, answered alike",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      const result = await loseAnswers(server, calls, report.progress.bind(report));
      for (const fault of result.faults.slice(0, 20)) report.progress(fault);
      report.figure("mutations", result.calls, "", { atLeast: calls });
      // A line that never breaks shows nothing.
      for (const fate of fates)
        report.figure(`requests, line ${wordsOf[fate]}`, result.counts[fate], "", { atLeast: calls / 10 });
      report.figure("answered more than once", result.repeated, "", { atLeast: calls / 4 });
      report.figure("done twice or never, or answered in two ways", result.faults.length, "", { atMost: 0 });
    } finally {
      await stop();
    }
  },
};

const wordsOf = {
  through: "whole",
  before: "cut before the server heard",
  during: "cut while it worked",
  after: "cut after it was done",
  middle: "cut in its answer",
} as const;
