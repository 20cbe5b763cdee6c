import { expect, test } from "vitest";
import { compareTwins } from "../testing/compare.ts";
import { reasons } from "../testing/reasons.ts";
import { differentialRequests } from "../testing/requests.ts";
import { startTwins } from "../testing/twins.ts";

test("a thousand requests are answered as upstream's adapter answers them, or there is a reason", async () => {
  await using twins = await startTwins(500);
  const requests = differentialRequests(250, 20_261_121);
  expect(requests.length).toBeGreaterThan(1_000);
  const differences = await compareTwins(twins, requests);
  const unexplained = differences.filter((difference) => !reasons.some((reason) => reason.explains(difference)));
  expect(unexplained).toEqual([]);
  // A reason for what no longer differs is no reason.
  for (const reason of reasons) expect(differences.some(reason.explains), reason.because).toBe(true);
});
