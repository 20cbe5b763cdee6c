import { compareTwins } from "./compare.ts";
import { reasons } from "./reasons.ts";
import { differentialRequests } from "./requests.ts";
import { startTwins } from "./twins.ts";

export { proveSerializer } from "./serializer.ts";

export interface Comparison {
  readonly requests: number;
  /** A text for each difference that is not on the list. */
  readonly unexplained: readonly string[];
}

/** Sends upstream's adapter and ours every special request and `mixed` random ones, the same for the same seed. */
export async function compareWithUpstream(mixed: number, seed: number): Promise<Comparison> {
  await using twins = await startTwins(500);
  const requests = differentialRequests(mixed, seed);
  const differences = await compareTwins(twins, requests);
  const unexplained = differences
    .filter((difference) => !reasons.some((reason) => reason.explains(difference)))
    .map(
      ({ request, part, upstream, ours }) =>
        `${request.name}: ${part}\n  upstream ${JSON.stringify(upstream)}\n  ours     ${JSON.stringify(ours)}`,
    );
  return { requests: requests.length, unexplained };
}
