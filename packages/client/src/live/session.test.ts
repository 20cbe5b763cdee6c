import type { AppRouter } from "@steward/api";
import { createTRPCClient, TRPCClientError } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { afterEach, expect, test, vi } from "vitest";
import { startLive } from "./session.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("a page that was refused for minutes asks again within a quarter of one: it was deaf for a minute and a half after its server was well", () => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.999);
  const askedAtMs: number[] = [];
  const client = createTRPCClient<AppRouter>({
    links: [
      () => () =>
        observable((observer) => {
          askedAtMs.push(Date.now());
          observer.error(new TRPCClientError("UNAVAILABLE"));
        }),
    ],
  });
  const ignore = () => {};
  const stop = startLive(client, { onEvent: ignore, onSignal: ignore, onSnapshot: ignore, onListening: ignore });
  vi.advanceTimersByTime(5 * 60_000);
  stop();
  const pausesMs = askedAtMs.slice(1).map((atMs, index) => atMs - (askedAtMs[index] ?? 0));
  expect(pausesMs.length).toBeGreaterThan(3);
  expect(Math.max(...pausesMs)).toBeLessThanOrEqual(15_000);
});
