import { isDeepStrictEqual } from "node:util";
import type { Difference } from "./compare.ts";

/** A difference between upstream's adapter and ours that is meant. */
export interface Reason {
  readonly because: string;
  explains(difference: Difference): boolean;
}

const told = (value: unknown) => JSON.stringify(value);

/** Everything in which ours answers otherwise than upstream, apart from a `content-length` in place of chunks. */
export const reasons: readonly Reason[] = [
  {
    because:
      "an answer that cannot be written fails before `responseMeta` is asked: upstream asks it for a success that never is, then again for the failure, and joins the headers of both",
    explains: ({ part, upstream, ours }) =>
      part === "callbacks"
        ? told(upstream).includes("Detected property") || told(ours).includes("Detected property")
        : part === "headers" && isDoubled(upstream, ours),
  },
  {
    because:
      "a call whose client left in the middle of its body ends as CLIENT_CLOSED_REQUEST: upstream's waits for ever",
    explains: ({ request, part, ours }) =>
      request.isCut === true && part === "callbacks" && told(ours).includes("CLIENT_CLOSED_REQUEST"),
  },
  {
    because: "of two byte order marks one is dropped (Encoding Standard, UTF-8 decode): undici drops both",
    explains: ({ request }) => request.name === "two byte order marks",
  },
];

function isDoubled(upstream: unknown, ours: unknown): boolean {
  const given = Object.entries((upstream ?? {}) as Record<string, string>);
  const own = (ours ?? {}) as Record<string, string>;
  return given.every(([name, value]) => isDeepStrictEqual(members(value), members(own[name] ?? "")));
}

const members = (value: string) => new Set(value.split(/[,;] /));
