import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { forTenant } from "./contestant/without-policies.ts";
import { runLoad, serialMark } from "./load.ts";
import { rawRequest } from "./request.ts";
import { ResponseReader } from "./response-reader.ts";

const chunked =
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nab\r\n\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n";
const counted = "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 4\r\nconnection: close\r\n\r\nbusy";
const empty = "HTTP/1.1 204 No Content\r\n\r\n";

test.each([1, 2, 3, 7, 1_000])("answers are told apart, however the socket cuts them: every %i bytes", (size) => {
  const answers: [number, boolean][] = [];
  const reader = new ResponseReader((status, keeps) => answers.push([status, keeps]));
  const bytes = Buffer.from(chunked + counted + empty + chunked);
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
  expect(answers).toEqual([
    [200, true],
    [503, false],
    [204, true],
    [200, true],
  ]);
});

async function withServer(listener: RequestListener, work: (port: number) => Promise<void>): Promise<void> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    await work((server.address() as AddressInfo).port);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test("a closed load asks as often as told, each request with a number of its own, and sorts the ends", async () => {
  const seen = new Set<string>();
  const answer: RequestListener = (request, response) => {
    seen.add(request.url ?? "");
    const turn = seen.size % 4;
    if (turn === 3) response.destroy();
    else response.writeHead(turn === 2 ? 503 : 200).end(turn === 1 ? "counted" : undefined);
  };
  await withServer(answer, async (port) => {
    const requests = [rawRequest({ method: "GET", path: `/${serialMark}` })];
    const result = await runLoad({ kind: "closed", port, requests, lanes: 4, durationMs: 60_000, rounds: 80 });
    expect(seen.size).toBe(80);
    expect(result).toMatchObject({ good: 40, refused: 20, failed: 20 });
    expect(result.p50).toBeLessThanOrEqual(result.p99);
  });
});

test("an open load asks by the clock, and counts the time from when a request was due", async () => {
  const held: (() => void)[] = [];
  const answer: RequestListener = (_, response) => {
    held.push(() => response.end());
    if (held.length === 100) for (const release of held) release();
    else if (held.length > 100) response.end();
  };
  await withServer(answer, async (port) => {
    const request = rawRequest({ method: "GET", path: "/" });
    const result = await runLoad({
      kind: "open",
      port,
      request,
      perSecond: 200,
      durationMs: 1_000,
      connections: 500,
    });
    expect(result).toMatchObject({ good: 200, refused: 0, failed: 0 });
    // The first of those that were held waited for the hundredth, which was due half a second later.
    expect(result.p99).toBeGreaterThan(300);
  });
});

test("a statement for a reader past the policies names its tenant", () => {
  expect(forTenant('select 1 from "crm_account" left join x on (a = b) where "crm_account"."id" = $1', "t")).toBe(
    `select 1 from "crm_account" left join x on (a = b) where "crm_account"."tenant_id" = 't' and "crm_account"."id" = $1`,
  );
  expect(() => forTenant("select 1", "t")).toThrow("cannot be asked without policies");
});
