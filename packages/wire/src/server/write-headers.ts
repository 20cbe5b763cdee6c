import type { ServerResponse } from "node:http";
import type { Meta } from "./options.ts";

/** What upstream says of every answer: whether it streams depends on these. */
const vary = "trpc-accept, accept";

/**
 * Sets an answer's headers. Those of `responseMeta` are joined to ours if they come as `Headers` or as arrays, and take
 * their place if they come as plain members, as with upstream.
 */
export function writeHeaders(response: ServerResponse, given: Meta["headers"]): void {
  const headers = new Map<string, string>([
    ["vary", vary],
    ["content-type", "application/json"],
  ]);
  const cookies: string[] = [];
  const append = (name: string, value: string) => {
    if (name === "set-cookie") cookies.push(value);
    else headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
  };
  if (given instanceof Headers) {
    for (const [name, value] of given) append(name, value);
  } else {
    for (const [name, value] of Object.entries(given ?? {})) {
      if (Array.isArray(value)) for (const item of value) append(name.toLowerCase(), item);
      else if (typeof value === "string") headers.set(name.toLowerCase(), value);
    }
  }
  for (const [name, value] of headers) response.setHeader(name, value);
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
}
