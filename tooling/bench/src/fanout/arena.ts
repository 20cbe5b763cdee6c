import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createStewardClient } from "@steward/api/client";
import { hashPassword } from "@steward/auth";
import { eventChannel } from "@steward/contracts/kernel/live";
import { uuidv7 } from "@steward/db";
import { member, user } from "@steward/db/schema";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { openBus } from "@steward/services/platform";
import type { TwoTenants } from "@steward/testing";
import { startNode } from "../realtime/site.ts";
import { signToken } from "./contestant/room.ts";
import type { Contestant, CrowdAnswer, CrowdRequest } from "./crowd.ts";
import { lineOf } from "./message.ts";

const entry = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const secret = "a secret of the bench";
const password = "correct horse battery staple";
/** Our API lets one person listen a hundred times at most. */
const people = 64;
/** Load generators: with one, its own work would be measured. */
const crowds = 2;

export interface Memory {
  /** What the operating system has given the process. */
  readonly residentBytes: number;
  /** Objects and buffers that are in use. */
  readonly liveBytes: number;
}

/** One server with everybody who listens to it. */
export interface Stand {
  readonly contestant: Contestant;
  /** Sends so many messages to everybody, whether or not the last one has arrived, until all have been heard. */
  send(messages: number): Promise<{ deliveries: number; seconds: number }>;
  /** Messages that were lost, came twice or in another order. */
  faults(): number;
  /** What the server holds in memory now, garbage left out. */
  memory(): Promise<Memory>;
  close(): Promise<void>;
}

export interface Arena {
  open(contestant: Contestant): Promise<Server>;
  close(): Promise<void>;
}

/** A server that nobody listens to yet. */
export interface Server extends Pick<Stand, "memory" | "close"> {
  gather(listeners: number): Promise<Stand>;
}

/** People who may listen, and the bus over which every contestant is told the same. */
export async function openArena(two: TwoTenants): Promise<Arena> {
  const emails = await addPeople(two);
  const bus = openBus({ ...two, systemDatabaseUrl: two.systemUrl, redisUrl: null, onError: () => {} });
  const tokensOf = async (contestant: Contestant, url: string) => {
    if (contestant !== "ours") return [signToken(secret, two.acme.id)];
    const { auth } = createStewardClient({ url });
    const tokens: string[] = [];
    for (const email of emails) tokens.push((await auth.token.create.mutate({ email, password })).accessToken);
    return tokens;
  };
  return {
    async open(contestant) {
      const channel = contestant === "ours" ? eventChannel : `fanout_${contestant.replace(/\W/g, "")}`;
      const server = await startContestant(contestant, two, channel);
      const memory = () => askMemory(server);
      const close = async () => void (await server.end("SIGKILL"));
      let sequence = 0;
      return {
        memory,
        close,
        async gather(listeners) {
          const tokens = await tokensOf(contestant, server.url);
          const crowd = await gatherCrowd({ contestant, url: server.url, tokens, listeners, first: sequence });
          return {
            contestant,
            memory,
            faults: crowd.faults,
            async send(messages) {
              const before = crowd.delivered();
              const from = sequence;
              sequence += messages;
              const startedAtMs = performance.now();
              const heard = crowd.hear(sequence - 1);
              // On whichever connection: each has left before the next one.
              for (let at = from; at < sequence; at += 1) await bus.publish(channel, [lineOf(two.acme.id, at)]);
              await heard;
              const seconds = (performance.now() - startedAtMs) / 1_000;
              return { deliveries: crowd.delivered() - before, seconds };
            },
            async close() {
              crowd.close();
              await close();
            },
          };
        },
      };
    },
    close: () => bus.close(),
  };
}

async function addPeople(two: TwoTenants): Promise<string[]> {
  const passwordHash = await hashPassword(password);
  const names = Array.from({ length: people }, (_, index) => `listener-${index}`);
  const added = names.map((name) => ({ id: uuidv7(), name, email: `${name}@acme.test` }));
  await two.system.insert(user).values(added.map((one) => ({ ...one, passwordHash, emailVerifiedAt: new Date() })));
  await two.system
    .insert(member)
    .values(
      added.map(({ id, name, email }) => ({ tenantId: two.acme.id, userId: id, name, email, role: "member" as const })),
    );
  return added.map(({ email }) => email);
}

function startContestant(contestant: Contestant, two: TwoTenants, channel: string): Promise<TestProcess> {
  const probe = { NODE_OPTIONS: `--import=${new URL("contestant/memory-probe.ts", import.meta.url)}` };
  if (contestant === "ours") return startNode(two, 0, probe);
  const file = contestant === "Socket.IO" ? "contestant/socket-io.ts" : "contestant/bare-ws.ts";
  const settings = { CHANNEL: channel, SYSTEM_DATABASE_URL: two.systemUrl, SECRET: secret };
  return startProcess(entry(file), { ...settings, ...probe });
}

async function askMemory({ child, lines }: TestProcess): Promise<Memory> {
  const before = lines.length;
  child.kill("SIGUSR2");
  for (;;) {
    await delay(20);
    const found = lines.slice(before).find(({ msg }) => msg === "memory");
    if (found) return { residentBytes: Number(found.residentBytes), liveBytes: Number(found.liveBytes) };
  }
}

interface Crowd {
  /** Resolves when everybody has heard everything up to this number. */
  hear(upTo: number): Promise<void>;
  delivered(): number;
  faults(): number;
  close(): void;
}

async function gatherCrowd({
  listeners,
  ...request
}: {
  contestant: Contestant;
  url: string;
  tokens: readonly string[];
  listeners: number;
  first: number;
}): Promise<Crowd> {
  const processes = Array.from({ length: crowds }, () => fork(entry("crowd.ts")));
  const answers = new Map<ChildProcess, CrowdAnswer>();
  const left = Promise.race(processes.map((one) => once(one, "exit"))).then(() => {
    throw new Error("Those who listen have left.");
  });
  left.catch(() => {});
  const askAll = async (requestOf: () => CrowdRequest) => {
    await Promise.all(
      processes.map(async (one) => {
        one.send(requestOf());
        const [answer]: CrowdAnswer[] = await Promise.race([once(one, "message"), left]);
        if (answer) answers.set(one, answer);
      }),
    );
  };
  await askAll(() => ({ kind: "open", ...request, count: listeners / crowds }));
  const sum = (key: "delivered" | "faults") => [...answers.values()].reduce((total, answer) => total + answer[key], 0);
  return {
    hear: (upTo) => askAll(() => ({ kind: "await", upTo })),
    delivered: () => sum("delivered"),
    faults: () => sum("faults"),
    close() {
      for (const one of processes) one.disconnect();
    },
  };
}
