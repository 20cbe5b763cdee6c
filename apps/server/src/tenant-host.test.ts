import { fileURLToPath } from "node:url";
import { hashPassword } from "@steward/auth";
import { user } from "@steward/db/schema";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { createTwoTenants, type NameServer, startNameServer, type TwoTenants } from "@steward/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { sendRaw } from "./testing/raw.ts";

const password = "correct horse battery staple";
/** The server hears of a change on another connection; it would look by itself after ten seconds. */
const patience = { timeout: 9_000, interval: 20 };
const path = "/trpc/org.tenant.current";

let fixture: TwoTenants;
let names: NameServer;
let server: TestProcess;
let token: string;
beforeAll(async () => {
  [fixture, names] = await Promise.all([createTwoTenants(), startNameServer()]);
  await fixture.system.update(user).set({ passwordHash: await hashPassword(password) });
  server = await startProcess(fileURLToPath(new URL("main.ts", import.meta.url)), {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: fixture.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: fixture.systemUrl,
    STEWARD_SECRET: "a secret of the tests, long enough to sign with",
    STEWARD_OVERLOAD_MS: "60000",
    STEWARD_DNS_SERVERS: names.address,
  });
  token = z
    .object({ accessToken: z.string() })
    .parse(await change("auth.token.create", { email: fixture.acme.members.owner.email, password })).accessToken;
});
afterAll(async () => {
  await server?.end("SIGTERM");
  await Promise.all([fixture?.close(), names?.close()]);
});

const answered = z.object({ result: z.object({ data: z.object({ json: z.unknown() }) }) });

/** What a mutation answers acme's owner. */
async function change(procedure: string, input?: unknown): Promise<unknown> {
  const headers = { "content-type": "application/json", "x-tenant": "acme" };
  const answer = await fetch(`${server.url}/trpc/${procedure}`, {
    method: "POST",
    headers: token ? { ...headers, authorization: `Bearer ${token}` } : headers,
    body: JSON.stringify(input === undefined ? {} : { json: input }),
  });
  return answered.parse(await answer.json()).result.data.json;
}

/** What acme's owner is answered who sends a request line and header lines as they are. */
async function asks(target: string, ...headers: string[]) {
  const lines = [`GET ${target} HTTP/1.1`, ...headers, `Authorization: Bearer ${token}`, "Connection: close"];
  const [head = "", body = ""] = (await sendRaw(server.url, [...lines, "", ""].join("\r\n"))).split("\r\n\r\n");
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
  const opened = /"slug":"(\w+)"/.exec(body)?.[1];
  const reason = /"reason":"(\w+)"/.exec(body)?.[1];
  return { status, ...(opened && { opened }), ...(reason && { reason }) };
}

/** Makes the name acme's own. */
async function prove(domain: string): Promise<void> {
  const { record } = z
    .object({ record: z.object({ name: z.string(), value: z.string() }) })
    .parse(await change("org.domain.claim", { domain }));
  names.records.set(record.name, [[record.value]]);
  await change("org.domain.verify");
}

const acme = { status: 200, opened: "acme" };
const stranger = { status: 403, reason: "tenant_not_a_member" };
const unknown = { status: 404, reason: "tenant_unknown" };
const missing = { status: 400, reason: "tenant_missing" };

describe("the organisation that a host names", () => {
  test("is opened to its members, and to nobody else", async () => {
    expect(await asks(path, "Host: acme.localhost:4000")).toEqual(acme);
    expect(await asks(path, "Host: ACME.LOCALHOST")).toEqual(acme);
    expect(await asks(path, "Host: globex.localhost")).toEqual(stranger);
  });

  test.each(["nobody.localhost", "a.acme.localhost", "acme.localhost.attacker.test", "desk.acme.test"])(
    "is not found where %s is nobody's",
    async (host) => {
      expect(await asks(path, `Host: ${host}`)).toEqual(unknown);
    },
  );

  test.each(["localhost:4000", "127.0.0.1", "[::1]:4000"])("is missing where %s names none", async (host) => {
    expect(await asks(path, `Host: ${host}`)).toEqual(missing);
  });

  test("is found by a name of its own from the moment that is proved until it is given up", async () => {
    expect(await asks(path, "Host: own.acme.test")).toEqual(unknown);
    await prove("own.acme.test");
    await vi.waitFor(async () => expect(await asks(path, "Host: own.acme.test")).toEqual(acme), patience);
    expect(await asks(path, "Host: localhost", "X-Forwarded-Host: own.acme.test")).toEqual(missing);
    await change("org.domain.remove");
    await vi.waitFor(async () => expect(await asks(path, "Host: own.acme.test")).toEqual(unknown), patience);
  });
});

describe("a page under a name of an organisation's own", () => {
  const refused = { status: 403, reason: "origin_refused" };
  const own = "Host: own.acme.test:4000";

  test("may call the API under that name while it is theirs, and under no other", async () => {
    const page = "Origin: http://own.acme.test:3000";
    expect(await asks(path, own, page)).toEqual(refused);
    await prove("own.acme.test");
    await vi.waitFor(async () => expect(await asks(path, own, page)).toEqual(acme), patience);
    expect(await asks(path, own, "Origin: http://own.acme.test:3001")).toEqual(acme);
    // Where the name leads is in its owner's hands: it must not open what other names' cookies are for.
    for (const host of ["localhost:4000", "acme.localhost:4000", "globex.localhost:4000", "own.globex.test"]) {
      expect(await asks(path, `Host: ${host}`, "x-tenant: acme", page), host).toEqual(refused);
    }
    for (const origin of ["http://own.acme.test:3002", "https://own.acme.test:3000", "http://a.own.acme.test:3000"]) {
      expect(await asks(path, own, `Origin: ${origin}`), origin).toEqual(refused);
    }
    await change("org.domain.remove");
    await vi.waitFor(async () => expect(await asks(path, own, page)).toEqual(refused), patience);
  });

  test("that nobody has proved may call nothing, not even under its own name", async () => {
    await change("org.domain.claim", { domain: "claimed.acme.test" });
    const page = "Origin: http://claimed.acme.test:3000";
    expect(await asks(path, "Host: claimed.acme.test", page)).toEqual(refused);
  });
});

describe("a client that names another host", () => {
  test.each(["X-Forwarded-Host", "X-Original-Host", "X-Host", "X-Forwarded-Server", "X-HTTP-Host-Override"])(
    "in %s is not heard",
    async (name) => {
      expect(await asks(path, "Host: acme.localhost", `${name}: globex.localhost`)).toEqual(acme);
      expect(await asks(path, "Host: globex.localhost", `${name}: acme.localhost`)).toEqual(stranger);
      expect(await asks(path, "Host: localhost", `${name}: acme.localhost`)).toEqual(missing);
    },
  );

  test("in Forwarded (RFC 7239) is not heard", async () => {
    const forged = "Forwarded: for=192.0.2.1;host=acme.localhost;proto=https";
    expect(await asks(path, "Host: globex.localhost", forged)).toEqual(stranger);
    expect(await asks(path, "Host: localhost", forged)).toEqual(missing);
  });

  // Behind a proxy that takes one name and hands on the other, each would be served as the other.
  test.each([
    ["acme", "globex"],
    ["globex", "acme"],
    ["acme", "acme"],
  ])("in the request line (RFC 9112, section 3.2.2) finds nothing there: %s, Host %s", async (inLine, inHost) => {
    const answer = await asks(`http://${inLine}.localhost${path}`, `Host: ${inHost}.localhost`);
    expect(answer).toEqual({ status: 404, reason: "path_unknown" });
  });

  test("twice is refused (RFC 9112, section 3.2), and so is who names two organisations, or none at all", async () => {
    expect(await asks(path, "Host: acme.localhost", "Host: globex.localhost")).toMatchObject({ status: 400 });
    expect(await asks(path, "Host: acme.localhost", "Host: acme.localhost")).toMatchObject({ status: 400 });
    expect(await asks(path, "Host: localhost", "x-tenant: acme", "x-tenant: globex")).toEqual(unknown);
    expect(await asks(path, "Host: localhost", "x-tenant: acme", "X-Tenant: acme")).toEqual(unknown);
    expect(await asks(path, "x-tenant: acme")).toEqual({ status: 400 });
  });
});
