import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTokens, hashPassword } from "@steward/auth";
import { AppError, type Role } from "@steward/contracts";
import { user } from "@steward/db/schema";
import type { TestServer } from "@steward/db/testing";
import { createLimits } from "@steward/ports/limit";
import { openStorage } from "@steward/ports/storage";
import { createLogger } from "@steward/ports/telemetry";
import { openBus } from "@steward/services/platform";
import { createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import { type Context, createContext } from "../kernel/context.ts";
import { toAppError } from "../kernel/errors.ts";
import type { Platform, RequestInfo } from "../kernel/platform.ts";

/** A call whose headers a test may look through, and send on. */
export interface TestContext extends Context {
  readonly request: RequestInfo & { readonly headers: Headers };
}

/** Two organisations behind a platform, and contexts for whoever calls. */
export interface Harness extends TwoTenants {
  readonly platform: Platform;
  /** Somebody with that role, signed in with a real access token, asking for an organisation (their own by default). */
  as(tenant: TestTenant, role: Role, asks?: string): Promise<TestContext>;
  anonymous(tenant: TestTenant): TestContext;
  /** Whoever sends these headers. */
  asking(headers: Readonly<Record<string, string>>): TestContext;
}

/** Everybody's, as long as a test adds nobody of its own. */
export const password = "correct horse battery staple";

const secret = "a secret of the tests, long enough to sign with";
const gigabyte = 1_000_000_000;

/** @param server that of the running vitest project unless given. */
export async function createHarness(server?: TestServer): Promise<Harness> {
  const two = await createTwoTenants(server);
  const bus = openBus({ ...two, systemDatabaseUrl: two.systemUrl, redisUrl: null, onError: () => {} });
  const directory = await mkdtemp(join(tmpdir(), "steward-files-"));
  const platform: Platform = {
    database: two.database,
    system: two.system,
    logger: createLogger({ service: "test", level: "silent" }),
    domain: "localhost",
    webUrl: "http://localhost:3000",
    adminUrl: "http://localhost:3001",
    secret,
    rates: { installation: 1_000_000, tenant: 1_000_000, actor: 100_000, address: 100_000 },
    limits: createLimits({ store: { kind: "memory" } }),
    bus,
    files: {
      storage: openStorage({ kind: "disk", directory }, secret),
      maxFileBytes: gigabyte,
      quotaBytes: 100 * gigabyte,
    },
    push: { publicKey: "a key of the tests", services: ["https://push.example.test"] },
  };
  await two.system.update(user).set({ passwordHash: await hashPassword(password) });
  const tokens = new Map<string, string>();

  const tokenOf = async (email: string) => {
    const known = tokens.get(email);
    if (known) return known;
    const { accessToken } = await createTokens(platform, { email, password, address: email, userAgent: null });
    tokens.set(email, accessToken);
    return accessToken;
  };
  const contextOf = (headers: Readonly<Record<string, string>>) => {
    const request = { headers: new Headers(headers), requestId: "request-of-a-test", address: "192.0.2.1" };
    return { ...createContext(platform, request), request };
  };

  const close = async () => {
    await bus.close();
    await two.close();
    await rm(directory, { recursive: true, force: true });
  };
  return {
    ...two,
    close,
    [Symbol.asyncDispose]: close,
    platform,
    as: async (tenant, role, asks = tenant.slug) =>
      contextOf({ authorization: `Bearer ${await tokenOf(tenant.members[role].email)}`, "x-tenant": asks }),
    anonymous: (tenant) => contextOf({ "x-tenant": tenant.slug }),
    asking: contextOf,
  };
}

/** How a call ended, without what differs from request to request: comparable between two calls. */
export async function outcome(call: Promise<unknown>): Promise<{ value: unknown } | { refused: string }> {
  try {
    return { value: await call };
  } catch (error) {
    const { code, reason, details } = toAppError(error);
    if (code === "INTERNAL") throw new AppError("INTERNAL", "unforeseen", {}, { cause: error });
    return { refused: JSON.stringify({ code, reason, details }) };
  }
}
