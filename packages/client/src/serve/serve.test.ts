import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { closeServer } from "@steward/ports/process";
import { afterEach, describe, expect, it } from "vitest";
import { answerKind, siteHeaders, strictTransport } from "../proxy/site-headers.ts";
import { createSiteServer } from "./index.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** Stands where Next does: tells what it was told, and fails, redirects or says nothing where a path asks for it. */
async function start(trustedProxies = 0) {
  const failures: unknown[] = [];
  const server = createSiteServer(
    async (request, response) => {
      if (request.url === "/throw") throw new Error("in the middle of a page");
      if (request.url === "/redirect") return void response.writeHead(307, { location: "/sign-in" }).end();
      if (request.url === "/missing") return void response.writeHead(404).end();
      response.end(JSON.stringify(request.headers));
    },
    trustedProxies,
    (error) => failures.push(error),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(() => closeServer(server, 0));
  const { port } = server.address() as AddressInfo;
  /** A list is sent as it stands, name after value: what is no record of names may be a request all the same. */
  const ask = async (path: string, given: Record<string, string | string[]> | string[] = {}) => {
    const headers = Array.isArray(given) ? [...given, "connection", "close"] : { connection: "close", ...given };
    const sent = httpRequest({ port, host: "127.0.0.1", path, headers }).end();
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
  };
  const seen = async (headers: Record<string, string | string[]>) =>
    JSON.parse((await ask("/", headers)).body) as Record<string, string>;
  return { ask, seen, failures };
}

describe("what a page is told of its request", () => {
  it("is none of what only our own parts may say", async () => {
    const { seen } = await start();
    const forged = {
      "x-middleware-subrequest": "src/middleware:src/middleware",
      "x-middleware-rewrite": "http://evil.example",
      "x-invoke-path": "/operator",
      "x-steward-path": "/operator",
      "x-steward-tenant-host": "globex",
      "x-steward-own-host": "desk.globex.test",
      "x-tenant": "globex",
      "x-nonce": "known",
      "x-matched-path": "/operator",
      "x-original-url": "/operator",
      "x-rewrite-url": "/operator",
      "x-real-ip": "127.0.0.1",
      forwarded: "for=127.0.0.1;host=globex.localhost",
    };
    const told = await seen({ ...forged, cookie: "a=b", "next-url": "/acme", rsc: "1" });
    for (const name of Object.keys(forged)) expect(told, name).not.toHaveProperty(name);
    expect(told).toMatchObject({ cookie: "a=b", "next-url": "/acme", rsc: "1" });
  });

  it("is the socket's address and protocol and the host that was asked for, whatever a client claims", async () => {
    const { seen } = await start();
    const told = await seen({
      host: "acme.localhost",
      "x-forwarded-for": "198.51.100.7",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "evil.example",
      "x-forwarded-port": "1",
    });
    expect(told).toMatchObject({
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "http",
      "x-forwarded-host": "acme.localhost",
    });
    expect(told).not.toHaveProperty("x-forwarded-port");
  });

  it("is nothing where a client names two hosts: a proxy may have read the other (RFC 9112, section 3.2)", async () => {
    const { ask } = await start();
    const answer = await ask("/acme", ["host", "acme.localhost", "host", "globex.localhost"]);
    expect(answer).toMatchObject({ status: 400, body: "" });
  });

  it("is what a trusted proxy saw, and not what stood there before it", async () => {
    const { seen } = await start(1);
    const told = await seen({ "x-forwarded-for": "6.6.6.6, 198.51.100.7", "x-forwarded-proto": "http, https" });
    expect(told).toMatchObject({ "x-forwarded-for": "198.51.100.7", "x-forwarded-proto": "https" });
  });
});

describe("the headers of an answer", () => {
  it.each([
    ["page", "/acme/crm", 200],
    ["page", "/redirect", 307],
    ["page", "/missing", 404],
    ["page", "/throw", 500],
    ["page", "/%E0%A4%A", 400],
    ["asset", "/_next/static/chunks/main.js", 200],
    ["asset", "/icon.svg?icon.123.svg", 200],
    ["auth", "/api/auth/session", 200],
    ["health", "/health/live", 200],
  ] as const)("are those of its kind (%s): %s, %d", async (kind, path, status) => {
    const { ask } = await start();
    const answer = await ask(path);
    expect(answer.status).toBe(status);
    expect(answerKind(path)).toBe(kind);
    expect(answer.headers).toMatchObject(siteHeaders[kind]);
    expect(answer.headers["strict-transport-security"]).toBeUndefined();
  });

  it("insist on https where the browser came by it", async () => {
    const { ask } = await start(1);
    const { headers } = await ask("/_next/static/main.js", { "x-forwarded-proto": "https" });
    expect(headers["strict-transport-security"]).toBe(strictTransport);
  });

  it("tell nothing of a failure, which is told to the log", async () => {
    const { ask, failures } = await start();
    expect((await ask("/throw")).body).toBe("Internal error\n");
    expect(failures).toHaveLength(1);
  });
});
