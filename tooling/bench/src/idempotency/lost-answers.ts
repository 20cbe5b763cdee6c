import { fileURLToPath } from "node:url";
import { createStewardClient, type StewardClient } from "@steward/api/client";
import { hashPassword } from "@steward/auth";
import { account, auditEvent, user } from "@steward/db/schema";
import type { TestServer } from "@steward/db/testing";
import { startProcess } from "@steward/ports/process/testing";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { type CuttingProxy, cuttingProxy, type Fate, fates } from "./cutting-proxy.ts";

const entry = fileURLToPath(new URL("../../../../apps/server/src/main.ts", import.meta.url));
const password = "correct horse battery staple";
const clientsAtOnce = 8;
/** So often the line holds although it need not. */
const through = 0.2;
/** One fewer than the client makes: the last one is to arrive. */
const mostCuts = 3;

export interface LostAnswers {
  readonly calls: number;
  /** Requests by what became of them. */
  readonly counts: Readonly<Record<Fate, number>>;
  /** Calls whose first answer never arrived, and that were answered in the end. */
  readonly repeated: number;
  /** A sentence for each call that was done twice or never, or was answered in two ways. */
  readonly faults: readonly string[];
}

/**
 * Creates `calls` accounts through a line that breaks: with a real API process, the client other services use, and its
 * own repetition. Each is to exist once, with one record of it, and to be answered alike however often.
 */
export async function loseAnswers(
  server: TestServer,
  calls: number,
  progress: (message: string) => void,
): Promise<LostAnswers> {
  const two = await createTwoTenants(server);
  const process = await startProcess(entry, {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: two.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: two.systemUrl,
    STEWARD_SECRET: "a secret of the tests, long enough to sign with",
    STEWARD_ACTOR_RATE_LIMIT: "1000000",
    STEWARD_TENANT_RATE_LIMIT: "1000000",
    STEWARD_RATE_LIMIT: "1000000",
    STEWARD_OVERLOAD_MS: "60000",
  });
  try {
    await using proxy = await cuttingProxy(process.url, breakingLine());
    const clients = await signIn(process.url, proxy.url, two);
    const faults = await createAccounts(clients, calls, progress);
    await proxy.quiet();
    faults.push(...(await countEffects(two, calls)), ...differentAnswers(proxy));
    const repeated = [...proxy.answers.values()].filter((answers) => answers.length > 1).length;
    return { calls, counts: proxy.counts, repeated, faults };
  } finally {
    await process.end("SIGTERM");
    await two.close();
  }
}

/** Cuts the line of no call so often that its last attempt does not arrive, whichever calls travel together. */
function breakingLine(): (keys: readonly string[]) => Fate {
  const cuts = new Map<string, number>();
  const breaks = fates.filter((fate) => fate !== "through");
  return (keys) => {
    if (Math.random() < through || keys.some((key) => cuts.get(key) === mostCuts)) return "through";
    for (const key of keys) cuts.set(key, (cuts.get(key) ?? 0) + 1);
    return breaks[Math.floor(Math.random() * breaks.length)] ?? "through";
  };
}

/** Clients of one person: what one of them is asked for in a moment travels together. */
async function signIn(url: string, throughProxy: string, { system, acme }: TwoTenants): Promise<StewardClient[]> {
  await system.update(user).set({ passwordHash: await hashPassword(password) });
  const { email } = acme.members.owner;
  const tokens = await createStewardClient({ url }).auth.token.create.mutate({ email, password });
  // Asked again so soon that the first is often still being done.
  const options = { url: throughProxy, tenant: acme.slug, tokens, retryDelayMs: () => Math.random() * 4 };
  return Array.from({ length: clientsAtOnce }, () => createStewardClient(options));
}

const nameOf = (index: number) => `Account ${index}`;

async function createAccounts(
  clients: readonly StewardClient[],
  calls: number,
  progress: (message: string) => void,
): Promise<string[]> {
  const faults: string[] = [];
  let next = 0;
  const work = async (client: StewardClient) => {
    for (let index = next++; index < calls; index = next++) {
      if (index > 0 && index % 1_000 === 0) progress(`${index} of ${calls}`);
      try {
        const made = await client.crm.account.create.mutate({ name: nameOf(index) });
        if (made.name !== nameOf(index)) faults.push(`${nameOf(index)} was answered with ${made.name}`);
      } catch (error) {
        faults.push(`${nameOf(index)} was not answered: ${error}`);
      }
    }
  };
  await Promise.all(clients.flatMap((client) => [work(client), work(client)]));
  return faults;
}

/** What is in the database, against what was asked for. */
async function countEffects({ database, acme }: TwoTenants, calls: number): Promise<string[]> {
  const db = database.read(acme.id);
  const [accounts, events] = await Promise.all([
    db.select({ id: account.id, name: account.name }).from(account),
    db.select({ id: auditEvent.entityId, name: auditEvent.name }).from(auditEvent),
  ]);
  const times = Map.groupBy(accounts, ({ name }) => name);
  const records = Map.groupBy(
    events.filter(({ name }) => name === "crm.account.created"),
    ({ id }) => id,
  );
  return Array.from({ length: calls }, (_, index) => nameOf(index)).flatMap((name) => {
    const made = times.get(name) ?? [];
    const recorded = made.flatMap(({ id }) => records.get(id) ?? []).length;
    return made.length === 1 && recorded === 1
      ? []
      : [`${name} exists ${made.length} times, recorded ${recorded} times`];
  });
}

/** Every answer under a key is the same, byte for byte. */
function differentAnswers({ answers }: CuttingProxy): string[] {
  return [...answers]
    .filter(([, [first, ...others]]) => others.some((other) => other !== first))
    .map(([key, said]) => `${key} was answered in ${new Set(said).size} ways`);
}
