import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { openBus } from "./bus.ts";

let two: TwoTenants;
/** What is said is heard on another connection. */
const patience = { timeout: 30_000, interval: 20 };
const open: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  two = await createTwoTenants();
});
afterEach(async () => {
  for (const bus of open.splice(0)) await bus.close();
});
afterAll(() => two?.close());

const node = () => {
  const { system, systemUrl } = two;
  const bus = openBus({ system, systemDatabaseUrl: systemUrl, redisUrl: null, onError: () => {} });
  open.push(bus);
  return bus;
};

test("without Redis every node hears over the database what any of them says, in its order", async () => {
  const heard: string[] = [];
  const gaps = vi.fn();
  await node().subscribe("test_bus", { onMessage: (message) => heard.push(message), onGap: gaps });
  expect(gaps).toHaveBeenCalledTimes(1);
  const messages = Array.from({ length: 1_000 }, (_, index) => `message ${index} ${"x".repeat(150)}`);
  await node().publish("test_bus", messages);
  await vi.waitFor(() => expect(heard).toEqual(messages), patience);
});

test("a line that was cut is opened again, and the gap is told", async () => {
  const heard: string[] = [];
  const gaps = vi.fn();
  await node().subscribe("test_cut", { onMessage: (message) => heard.push(message), onGap: gaps });
  await two.system.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'steward-listener' and datname = current_database()`,
  );
  await vi.waitFor(() => expect(gaps).toHaveBeenCalledTimes(2), patience);
  await node().publish("test_cut", ["after"]);
  await vi.waitFor(() => expect(heard).toEqual(["after"]), patience);
});
