import { createDatabase } from "@steward/db";
import { migrate, roleUrl } from "@steward/db/migrate";
import { createSystemDatabase } from "@steward/db/system";
import { isSentence } from "./failure.ts";
import type { PrepareMessage, PrepareRequest } from "./prepare.ts";

// A process of its own: what it loads to migrate and to tell the demo's story need not stay in memory while the
// product runs.
const say = (message: PrepareMessage) => new Promise<void>((resolve) => process.send?.(message, () => resolve()));

process.once("message", async (request: PrepareRequest) => {
  try {
    await prepare(request);
  } catch (error) {
    const text =
      error instanceof Error ? (isSentence(error) ? error.message : (error.stack ?? error.message)) : String(error);
    await say({ kind: "failed", text, sentence: isSentence(error) });
  }
  process.disconnect();
});

async function prepare({ ownerUrl, secret, demo, operator }: PrepareRequest): Promise<void> {
  const log = (text: string) => void say({ kind: "note", text });
  const { applied } = await migrate({ ownerUrl, secret, log });
  const appUrl = roleUrl(ownerUrl, "steward_app", secret);
  const systemUrl = roleUrl(ownerUrl, "steward_system", secret);
  await say({ kind: "migrated", applied, appUrl, systemUrl });
  if (operator) await say({ kind: "appointed", link: await appoint(systemUrl, operator) });
  await say({ kind: "seeded", told: demo ? await seed(appUrl, systemUrl, log) : [] });
}

async function appoint(
  systemUrl: string,
  { email, webUrl }: NonNullable<PrepareRequest["operator"]>,
): Promise<string | null> {
  const { appointOperator } = await import("@steward/auth");
  const system = createSystemDatabase(systemUrl);
  try {
    return await appointOperator({ system, webUrl }, email);
  } finally {
    await system.close();
  }
}

async function seed(appUrl: string, systemUrl: string, log: (text: string) => void): Promise<string[]> {
  // Loaded only where the demo is wanted: it is every service of the product.
  const [{ seedDemo }, { hashPassword }] = await Promise.all([
    import("@steward/services/demo"),
    import("@steward/auth"),
  ]);
  const system = createSystemDatabase(systemUrl);
  // One transaction tells a company's whole history.
  const database = createDatabase(appUrl, { idleInTransactionTimeoutMs: 120_000 });
  try {
    return await seedDemo({ database, system, hashPassword, log });
  } finally {
    await Promise.all([database.close(), system.close()]);
  }
}
