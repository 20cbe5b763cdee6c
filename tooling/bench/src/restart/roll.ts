import { fileURLToPath } from "node:url";
import { hashPassword } from "@steward/auth";
import { tag, user } from "@steward/db/schema";
import type { TestServer } from "@steward/db/testing";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { type Balancer, startBalancer } from "./balancer.ts";

const entry = fileURLToPath(new URL("../../../../apps/server/src/main.ts", import.meta.url));
const password = "correct horse battery staple";
const clientsAtOnce = 6;

export interface Rolled {
  /** Processes that were told to stop and replaced. */
  readonly restarts: number;
  readonly answered: number;
  /** A sentence for each request that was not answered as it would be by a server that never stops. */
  readonly failures: readonly string[];
}

/**
 * Restarts the two nodes of an installation one after the other, `times` over, while clients go on reading and writing
 * through a balancer that never repeats anything. Nobody may notice.
 */
export async function rollRestarts(
  server: TestServer,
  times: number,
  progress: (message: string) => void,
): Promise<Rolled> {
  const two = await createTwoTenants(server);
  await two.system.update(user).set({ passwordHash: await hashPassword(password) });
  await using balancer = await startBalancer();
  const nodes = await Promise.all([startNode(two), startNode(two)]);
  const failures: string[] = [];
  try {
    await Promise.all(nodes.map(({ url }) => balancer.add(url)));
    const crowd = startCrowd(balancer.url, await signIn(balancer.url, two), failures);
    for (let time = 0; time < times; time += 1) {
      if (time > 0 && time % 10 === 0) progress(`${time} of ${times}, ${crowd.answered()} requests answered`);
      crowd.use(await signIn(balancer.url, two));
      for (const index of nodes.keys()) await replace(nodes, index, two, balancer, failures);
    }
    const { answered, made } = await crowd.stop();
    const tags = await two.database.read(two.acme.id).$count(tag);
    if (tags !== made) failures.push(`${made} tags were made, ${tags} are there`);
    return { restarts: times * nodes.length, answered, failures };
  } finally {
    await Promise.all(nodes.map((node) => node.end("SIGTERM")));
    await two.close();
  }
}

function startNode(two: TwoTenants): Promise<TestProcess> {
  return startProcess(entry, {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: two.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: two.systemUrl,
    STEWARD_SECRET: "a secret of the tests, long enough to sign with",
    // Several probes of the balancer, on a busy machine.
    STEWARD_DRAIN_MS: "1200",
    STEWARD_ACTOR_RATE_LIMIT: "1000000",
    STEWARD_TENANT_RATE_LIMIT: "1000000",
    STEWARD_AUTH_RATE_LIMIT: "1000000",
    STEWARD_RATE_LIMIT: "1000000",
    STEWARD_OVERLOAD_MS: "60000",
  });
}

async function replace(
  nodes: TestProcess[],
  index: number,
  two: TwoTenants,
  balancer: Balancer,
  failures: string[],
): Promise<void> {
  const old = nodes[index];
  if (!old) return;
  const { code, signal } = await old.end("SIGTERM");
  if (code !== 0) failures.push(`a node ended with ${code ?? signal}`);
  balancer.remove(old.url);
  const fresh = await startNode(two);
  nodes[index] = fresh;
  await balancer.add(fresh.url);
}

async function signIn(url: string, { acme }: TwoTenants): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/trpc/auth.token.create`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ json: { email: acme.members.owner.email, password } }),
  });
  const { result }: { result: { data: { json: { accessToken: string } } } } = JSON.parse(await answer.text());
  return { authorization: `Bearer ${result.data.json.accessToken}`, "x-tenant": acme.slug };
}

interface Crowd {
  answered(): number;
  /** Goes on with other credentials: a token outlives no long run. */
  use(headers: Record<string, string>): void;
  stop(): Promise<{ readonly answered: number; readonly made: number }>;
}

/** Clients that each ask again as soon as they are answered: a read, a batch of reads, a write. */
function startCrowd(url: string, first: Record<string, string>, failures: string[]): Crowd {
  let headers = first;
  let isOver = false;
  let answered = 0;
  let made = 0;
  const ask = async (what: string, init: RequestInit = {}): Promise<boolean> => {
    try {
      const answer = await fetch(`${url}/trpc/${what}`, { ...init, headers: { ...headers, ...init.headers } });
      const text = await answer.text();
      answered += 1;
      if (answer.status === 200) return true;
      failures.push(`${what}: ${answer.status} ${text.slice(0, 200)}`);
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      failures.push(`${what}: ${error} ${cause ?? ""}`);
    }
    return false;
  };
  const client = async (number: number) => {
    for (let turn = 0; !isOver; turn += 1) {
      await ask("org.tenant.current");
      await ask("user.me,org.tenant.current?batch=1");
      const body = JSON.stringify({ json: { name: `${number} ${turn}` } });
      const isMade = await ask("crm.tag.create", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      if (isMade) made += 1;
    }
  };
  const clients = Array.from({ length: clientsAtOnce }, (_, number) => client(number));
  return {
    answered: () => answered,
    use: (fresh) => {
      headers = fresh;
    },
    async stop() {
      isOver = true;
      await Promise.all(clients);
      return { answered, made };
    },
  };
}
