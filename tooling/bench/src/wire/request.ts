import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import type { Fixture } from "./fixture-file.ts";
import type { RawRequest } from "./load.ts";

/** A request of the bench, to be sent as it is or as its bytes. */
export interface BenchRequest {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Who asks, for contestants that want to know. */
export const credentials = ({ accessToken, tenant }: Fixture) => ({
  authorization: `Bearer ${accessToken}`,
  "x-tenant": tenant.slug,
});

/** A query of tRPC, its input in superjson's form; a batch where several are given. */
export function trpcQuery(base: string, calls: readonly { path: string; input?: unknown }[]): BenchRequest {
  const paths = calls.map((call) => call.path).join(",");
  const inputs = calls.map(({ input }) => (input === undefined ? undefined : { json: input }));
  const [first] = inputs;
  if (calls.length === 1) {
    return {
      method: "GET",
      path: `${base}${paths}${first ? `?input=${encodeURIComponent(JSON.stringify(first))}` : ""}`,
    };
  }
  const input = encodeURIComponent(JSON.stringify(Object.fromEntries(inputs.entries())));
  return { method: "GET", path: `${base}${paths}?batch=1&input=${input}` };
}

/** As a browser or another service would write it, without what only browsers say. */
export function rawRequest({ method, path, headers = {}, body }: BenchRequest): RawRequest {
  const fields = {
    host: "127.0.0.1",
    accept: "*/*",
    ...headers,
    ...(body === undefined ? {} : { "content-type": "application/json", "content-length": String(body.length) }),
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`;
}

/** Sends one and answers with the parsed body. Throws for any status but 200. */
export async function ask(port: number, { method, path, headers = {}, body }: BenchRequest): Promise<unknown> {
  const outgoing = httpRequest({
    port,
    host: "127.0.0.1",
    agent: false,
    method,
    path,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
  });
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  const answer = await text(incoming);
  if (incoming.statusCode !== 200) throw new Error(`${method} ${path} was answered ${incoming.statusCode}: ${answer}`);
  return JSON.parse(answer);
}
