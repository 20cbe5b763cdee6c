import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { hashPassword } from "@steward/auth";
import { user } from "@steward/db/schema";
import { startTestServer } from "@steward/db/testing";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let started: Awaited<ReturnType<typeof startTestServer>>;
let two: TwoTenants;
let server: TestProcess;
let environment: Record<string, string>;
beforeAll(async () => {
  started = await startTestServer();
  two = await createTwoTenants(started.server);
  await two.system.update(user).set({ passwordHash: await hashPassword("steward-demo") });
  environment = {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: two.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: two.systemUrl,
    STEWARD_SECRET: "a secret of the tests, long enough to sign with",
    STEWARD_OVERLOAD_MS: "60000",
  };
  server = await startProcess(here("../../apps/server/src/main.ts"), environment);
}, 180_000);
afterAll(async () => {
  await server?.end("SIGTERM");
  await two?.close();
  await started?.stop();
});

/** What an example prints, run as its first line says. */
async function outputOf(example: string): Promise<string[]> {
  const env = { PATH: process.env.PATH, ...environment, STEWARD_API_URL: server.url };
  const { stdout } = await run(process.execPath, [here(example)], { env });
  return stdout.trimEnd().split("\n");
}

test("the client over HTTP does what its comments say", async () => {
  expect(await outputOf("http-client.ts")).toEqual([
    "the same account: true",
    "found by a misspelt name: true",
    "made just now: true",
    "refused: not_found",
  ]);
}, 180_000);

test("so does the caller in process", async () => {
  expect(await outputOf("in-process.ts")).toEqual([`${two.acme.name}: 1 accounts on the first page`]);
}, 180_000);
