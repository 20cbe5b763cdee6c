import { isDeepStrictEqual } from "node:util";
import { type RawAnswer, type RawRequest, send } from "./raw-http.ts";
import type { Told, Twin, Twins } from "./twins.ts";

/** A part of what the two made of a request, where they disagree. */
export interface Difference {
  readonly request: RawRequest;
  readonly part: "status" | "headers" | "body" | "callbacks";
  readonly upstream: unknown;
  readonly ours: unknown;
}

/** About the connection and the clock, or about how the length of the body is told: nothing of the answer. */
const notCompared = new Set(["date", "connection", "keep-alive", "content-length", "transfer-encoding"]);

/** Sends each request to both, one after the other, because callbacks do not say which request they are about. */
export async function compareTwins({ upstream, ours }: Twins, requests: readonly RawRequest[]): Promise<Difference[]> {
  const differences: Difference[] = [];
  for (const request of requests) {
    const [theirs, own] = await Promise.all([ask(upstream, request), ask(ours, request)]);
    for (const part of ["status", "headers", "body", "callbacks"] as const) {
      if (isDeepStrictEqual(theirs[part], own[part])) continue;
      differences.push({ request, part, upstream: theirs[part], ours: own[part] });
    }
  }
  return differences;
}

type Outcome = Partial<RawAnswer> & { readonly callbacks: Told };

async function ask(twin: Twin, request: RawRequest): Promise<Outcome> {
  const answer = await send(twin.port, request);
  const callbacks = inOrder(twin.told());
  if (!answer) return { callbacks };
  const compared = Object.entries(answer.headers).filter(([name]) => !notCompared.has(name));
  return { ...answer, headers: Object.fromEntries(compared.toSorted()), callbacks };
}

/** The calls of a batch run at once, and nobody says which of them fails first. */
function inOrder(told: Told): Told {
  const sorted: unknown[] = [];
  let errors: unknown[] = [];
  for (const callback of [...told, null]) {
    if (Array.isArray(callback) && callback[0] === "error") {
      errors.push(callback);
      continue;
    }
    sorted.push(...errors.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
    errors = [];
    if (callback !== null) sorted.push(callback);
  }
  return sorted;
}
