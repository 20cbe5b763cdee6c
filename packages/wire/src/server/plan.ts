import type { IncomingMessage } from "node:http";
import type { AnyTRPCProcedure, AnyTRPCRouter } from "@trpc/server";

/** The calls of one request that the fast path answers. */
export interface Plan {
  readonly isBatch: boolean;
  readonly paths: readonly string[];
  /** The procedure of each path; null where there is none. */
  readonly procedures: readonly (AnyTRPCProcedure | null)[];
  readonly type: "query" | "mutation" | "unknown";
  /** The input of a GET, decoded and not yet parsed. */
  readonly query: string | null;
}

/** Names of procedures as they stand in a router, joined by commas: nothing that a URL parser would rewrite. */
const ordinaryPath = /^\w[\w.,-]*$/;
/** What a URL parser leaves in a query as it is; `'` and the like it would encode. */
const ordinaryQuery = /^[\w!$%&()*+,\-./:;=?@[\]^{|}~]*$/;
const ordinaryHost = /^[a-z0-9.-]+(?::\d{1,5})?$/;

/**
 * Reads which calls a request makes, or answers null for upstream's adapter to take it: everything but a plain GET or
 * POST of JSON calls (streams, subscriptions, forms, files, other methods, what is malformed before a procedure is
 * known). The cases are told apart without a byte of the body, so nothing is lost by handing over.
 */
export function planOf(
  { method, url = "", headers }: IncomingMessage,
  router: AnyTRPCRouter,
  basePath: string,
  maxBatchSize: number,
): Plan | null {
  const isPost = method === "POST";
  if ((!isPost && method !== "GET") || !url.startsWith(basePath)) return null;
  if (!isJson(headers["content-type"], isPost) || !isHost(headers.host)) return null;
  if (headers["trpc-accept"] !== undefined || headers.accept?.includes("jsonl")) return null;
  const mark = url.indexOf("?");
  const path = mark < 0 ? url.slice(basePath.length) : url.slice(basePath.length, mark);
  const query = mark < 0 ? noQuery : readQuery(url.slice(mark + 1));
  if (!query || !ordinaryPath.test(path)) return null;
  const { isBatch } = query;
  const paths = isBatch ? path.split(",") : [path];
  if (paths.length > maxBatchSize) return null;
  return resolve(router, isPost ? "mutation" : "query", { isBatch, paths, query: isPost ? null : query.input });
}

/** Finds the procedures; null where one is not of the method's type, or might have to be loaded first. */
function resolve(
  router: AnyTRPCRouter,
  expected: "query" | "mutation",
  { isBatch, paths, query }: Pick<Plan, "isBatch" | "paths" | "query">,
): Plan | null {
  const known: Record<string, AnyTRPCProcedure | undefined> = router._def.procedures;
  const procedures: (AnyTRPCProcedure | null)[] = [];
  let type: Plan["type"] = "unknown";
  for (const path of paths) {
    const procedure = known[path] ?? null;
    procedures.push(procedure);
    if (procedure === null) {
      if (Object.keys(router._def.lazy).length > 0) return null;
      continue;
    }
    if (procedure._def.type !== expected) return null;
    type = expected;
  }
  return { isBatch, paths, procedures, type, query };
}

/** Media types are case-insensitive and may carry parameters (RFC 9110, 8.3.1). */
function isJson(contentType: string | undefined, isRequired: boolean): boolean {
  if (contentType === undefined) return !isRequired;
  if (contentType === "application/json") return true;
  return contentType.split(";", 1)[0]?.trim().toLowerCase() === "application/json";
}

let lastHost: string | undefined;

/** Whether upstream could make a URL with this host. Clients name few hosts, so the last one is remembered. */
function isHost(host: string | undefined): boolean {
  if (host === lastHost) return true;
  if (host === undefined || !ordinaryHost.test(host) || !URL.canParse(`http://${host}`)) return false;
  lastHost = host;
  return true;
}

interface Query {
  readonly isBatch: boolean;
  readonly input: string | null;
}

const noQuery: Query = { isBatch: false, input: null };

/** Reads `batch` and `input`, the first of each, as `URLSearchParams` would; null where only that can tell. */
function readQuery(text: string): Query | null {
  if (text === "batch=1") return { isBatch: true, input: null };
  if (!ordinaryQuery.test(text)) return null;
  let batch: string | null = null;
  let input: string | null = null;
  for (const pair of text.split("&")) {
    const equals = pair.indexOf("=");
    const name = equals < 0 ? pair : pair.slice(0, equals);
    // `connectionParams` belong to subscriptions and may be wrong.
    if (name.includes("%") || name === "connectionParams") return null;
    const value = equals < 0 ? "" : pair.slice(equals + 1);
    if (name === "batch") batch ??= value;
    else if (name === "input") input ??= value;
  }
  if (batch?.includes("%")) return null;
  const decoded = input === null ? null : decode(input);
  return decoded === undefined ? null : { isBatch: batch === "1", input: decoded };
}

/** `application/x-www-form-urlencoded`; undefined where bytes are no UTF-8, which `URLSearchParams` would mend. */
function decode(value: string): string | undefined {
  const spaced = value.includes("+") ? value.replaceAll("+", " ") : value;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return undefined;
  }
}
