import { setTimeout as delay } from "node:timers/promises";
import { defineEvent } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import type { TestServer } from "@steward/db/testing";
import type { TestProcess } from "@steward/ports/process/testing";
import { emit } from "@steward/services/kernel";
import { actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { z } from "zod";
import { type Listener, startListener } from "./listener.ts";
import { signInAll, startNode, startWorker } from "./site.ts";

const changed = defineEvent("crm.account.tested", z.object({}));

export interface StormOptions {
  readonly listeners: number;
  readonly events: number;
  /** Events a second. */
  readonly rate: number;
  /** One node after the other is killed so often, and started again at once; none where it is 0. */
  readonly killEveryMs: number;
  /** The chance that a listener's line is cut at an event. */
  readonly cutChance: number;
}

export interface StormResult {
  readonly kills: number;
  readonly cuts: number;
  readonly delivered: number;
  /** A sentence for each listener that missed something, heard it twice or in another order. */
  readonly faults: readonly string[];
  /** From the commit of an event to its arrival, of those that nothing delayed. */
  readonly latencyMs: readonly number[];
  /** The longest that any listener heard nothing while things happened. */
  readonly deafMs: number;
}

const settleMs = 60_000;

/**
 * Has members listen over two nodes while things happen, lines are cut and nodes are killed; then compares what each
 * heard with what happened.
 */
export async function storm(
  server: TestServer,
  options: StormOptions,
  progress: (message: string) => void,
): Promise<StormResult> {
  await using two = await createTwoTenants(server);
  const worker = await startWorker(two);
  const first = await Promise.all([startNode(two), startNode(two)]);
  const urls = first.map(({ url }) => url);
  const nodes: Promise<TestProcess>[] = first.map((node) => Promise.resolve(node));
  let listeners: Listener[] = [];
  try {
    const tokens = await signInAll(two, urls[0] ?? "");
    listeners = Array.from({ length: options.listeners }, (_, index) =>
      startListener(urls[index % urls.length] ?? "", tokens[index % tokens.length] ?? ""),
    );
    await until(() => listeners.every((listener) => listener.isReady()), settleMs);
    progress(`${listeners.length} listeners on ${nodes.length} nodes`);

    let kills = 0;
    let isOver = false;
    const killing = (async () => {
      while (options.killEveryMs > 0 && !isOver) {
        const victim = kills % nodes.length;
        // One that takes longer than the other's turn to come back is waited for.
        const node = await nodes[victim];
        await delay(options.killEveryMs);
        if (isOver) return;
        await node?.end("SIGKILL");
        nodes[victim] = startNode(two, Number(new URL(urls[victim] ?? "").port));
        kills += 1;
      }
    })();
    const { made, cuts } = await happen(two, listeners, options, progress);
    isOver = true;
    await killing;
    const last = made.at(-1)?.id;
    await until(() => listeners.every(({ heard }) => heard.at(-1)?.entityId === last), settleMs).catch(() => {});
    return { kills, cuts, ...judge(listeners, made) };
  } finally {
    for (const listener of listeners) listener.stop();
    await Promise.all([worker, ...(await Promise.all(nodes))].map((each) => each.end("SIGTERM")));
  }
}

interface Made {
  readonly id: string;
  readonly atMs: number;
}

async function happen(
  { database, acme }: TwoTenants,
  listeners: readonly Listener[],
  { events, rate, cutChance }: StormOptions,
  progress: (message: string) => void,
): Promise<{ made: Made[]; cuts: number }> {
  const acting = actingAs(database, acme);
  const made: Made[] = [];
  let cuts = 0;
  const startedAtMs = performance.now();
  for (let count = 0; count < events; count += 1) {
    const id = uuidv7();
    await acting.write((ctx) => emit(ctx, changed, id, {}));
    made.push({ id, atMs: performance.now() });
    if (Math.random() < cutChance) {
      listeners[Math.floor(Math.random() * listeners.length)]?.cut();
      cuts += 1;
    }
    const aheadMs = ((count + 1) * 1_000) / rate - (performance.now() - startedAtMs);
    if (aheadMs > 1) await delay(aheadMs);
    if ((count + 1) % 1_000 === 0) progress(`${count + 1} of ${events} events`);
  }
  return { made, cuts };
}

/** Events are made one after the other, so there is one order: every listener must have heard exactly that. */
function judge(listeners: readonly Listener[], made: readonly Made[]) {
  const wanted = made.map(({ id }) => id).join();
  const atMs = new Map(made.map((one) => [one.id, one.atMs]));
  const faults: string[] = [];
  const latencyMs: number[] = [];
  let delivered = 0;
  let deafMs = 0;
  for (const [index, { heard, snapshots, failures }] of listeners.entries()) {
    const ids = heard.map(({ entityId }) => entityId);
    delivered += ids.length;
    if (ids.join() !== wanted) {
      const twice = ids.length - new Set(ids).size;
      faults.push(`listener ${index} heard ${ids.length} of ${made.length}, ${twice} of them twice`);
    }
    if (snapshots() > 0) faults.push(`listener ${index} was told ${snapshots()} times to ask for everything`);
    for (const failure of failures) faults.push(`listener ${index}: ${failure}`);
    const times = [made[0], ...heard, made.at(-1)].map((each) => each?.atMs ?? 0);
    deafMs = times.reduce((longest, each, at) => Math.max(longest, each - (times[at - 1] ?? each)), deafMs);
    for (const { entityId, atMs: heardAtMs } of heard) latencyMs.push(heardAtMs - (atMs.get(entityId) ?? heardAtMs));
  }
  return { delivered, faults, latencyMs, deafMs };
}

async function until(holds: () => boolean, patienceMs: number): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error("It did not come to rest in time.");
    await delay(20);
  }
}
