import { expect, inject, it } from "vitest";
import { fates } from "./cutting-proxy.ts";
import { loseAnswers } from "./lost-answers.ts";

it("does everything once, and answers it alike, over a line that breaks anywhere", async () => {
  const { counts, repeated, faults } = await loseAnswers(inject("stewardTestServer"), 100, () => {});
  expect(faults).toEqual([]);
  for (const fate of fates) expect(counts[fate], fate).toBeGreaterThan(10);
  expect(repeated).toBeGreaterThan(30);
}, 600_000);
