import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { pushChanged } from "./browser-push.ts";

/** The script as a browser's service worker runs it, with what it did to the browser. */
function startWorker() {
  const listeners = new Map<string, (event: object) => void>();
  const subscribedWith: unknown[] = [];
  const said: unknown[] = [];
  const self = {
    addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
    registration: { pushManager: { subscribe: async (options: unknown) => subscribedWith.push(options) } },
    clients: { matchAll: async () => [{ postMessage: (message: unknown) => said.push(message) }] },
  };
  runInNewContext(readFileSync(new URL("../../../public/notifications-worker.js", import.meta.url), "utf8"), { self });
  const happen = async (name: string, event: object) => {
    let work: Promise<unknown> | undefined;
    listeners.get(name)?.({ ...event, waitUntil: (until: Promise<unknown>) => (work = until) });
    await work;
  };
  return { happen, subscribedWith, said };
}

test("an address that ended is followed by another, and open pages are told", async () => {
  const worker = startWorker();
  const options = { userVisibleOnly: true, applicationServerKey: new ArrayBuffer(65) };
  await worker.happen("pushsubscriptionchange", { oldSubscription: { options }, newSubscription: null });
  expect([worker.subscribedWith, worker.said]).toEqual([[options], [pushChanged]]);
});

test("an address that the browser has changed itself is not changed again; one of which nothing is known is left", async () => {
  const worker = startWorker();
  await worker.happen("pushsubscriptionchange", { oldSubscription: null, newSubscription: {} });
  await worker.happen("pushsubscriptionchange", { oldSubscription: null, newSubscription: null });
  expect([worker.subscribedWith, worker.said]).toEqual([[], [pushChanged, pushChanged]]);
});
