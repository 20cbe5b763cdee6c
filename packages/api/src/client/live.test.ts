import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { createTRPCClient } from "@trpc/client";
import { afterEach, expect, it, vi } from "vitest";
import type { AppRouter } from "../router.ts";
import { liveLinks } from "./live.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it("a page whose server comes and goes tries every three seconds: it was deaf for a minute, by bad luck alone", async () => {
  await using server = createServer((line) => line.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  // The lines are real and break in no time; the waiting is not waited for, and is as long as it can be.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  vi.spyOn(Math, "random").mockReturnValue(0.999);
  const tries: Promise<unknown>[] = [];
  class Watched extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given);
      tries.push(new Promise((resolve) => this.addEventListener("close", resolve)));
    }
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createTRPCClient<AppRouter>({ links: [liveLinks({ url, tenant: "acme", WebSocket: Watched })] });
  const subscription = client.live.events.subscribe({}, { onData: () => {} });
  const waitsMs: number[] = [];
  for (let count = 0; count < 10; count += 1) {
    await tries.at(-1);
    const sinceMs = Date.now();
    while (tries.length === count && Date.now() - sinceMs < 60_000) await vi.advanceTimersByTimeAsync(50);
    waitsMs.push(Date.now() - sinceMs);
  }
  subscription.unsubscribe();
  expect(tries).toHaveLength(10);
  expect(Math.max(...waitsMs)).toBeLessThanOrEqual(3_000);
});
