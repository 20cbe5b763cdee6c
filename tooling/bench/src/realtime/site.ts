import { fileURLToPath } from "node:url";
import { createStewardClient } from "@steward/api/client";
import { hashPassword } from "@steward/auth";
import { user } from "@steward/db/schema";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import type { TwoTenants } from "@steward/testing";

const entry = (app: string) => fileURLToPath(new URL(`../../../../apps/${app}/src/main.ts`, import.meta.url));
const password = "correct horse battery staple";
const unlimited = "1000000";

/** An API process. On a given port, so that one that was killed is followed under the same address. */
export function startNode(two: TwoTenants, port = 0, more: Record<string, string> = {}): Promise<TestProcess> {
  return startProcess(entry("server"), {
    STEWARD_API_PORT: String(port),
    STEWARD_APP_DATABASE_URL: two.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: two.systemUrl,
    STEWARD_SECRET: "a secret of the proof, long enough to sign with",
    STEWARD_ACTOR_RATE_LIMIT: unlimited,
    STEWARD_TENANT_RATE_LIMIT: unlimited,
    STEWARD_AUTH_RATE_LIMIT: unlimited,
    STEWARD_RATE_LIMIT: unlimited,
    STEWARD_OVERLOAD_MS: "60000",
    ...more,
  });
}

/** A worker, which relays. */
export function startWorker(two: TwoTenants): Promise<TestProcess> {
  return startProcess(entry("worker"), {
    STEWARD_WORKER_PORT: "0",
    DATABASE_URL: two.ownerUrl,
    STEWARD_APP_DATABASE_URL: two.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: two.systemUrl,
  });
}

/** Access tokens of acme's members, who share the listening among them. */
export async function signInAll(two: TwoTenants, url: string): Promise<string[]> {
  await two.system.update(user).set({ passwordHash: await hashPassword(password) });
  const client = createStewardClient({ url });
  const emails = ["owner", "admin", "manager", "member"].map((role) => two.acme.members[role as "owner"].email);
  return Promise.all(
    emails.map(async (email) => (await client.auth.token.create.mutate({ email, password })).accessToken),
  );
}
