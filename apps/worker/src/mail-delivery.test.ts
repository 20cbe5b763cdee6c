import { fileURLToPath } from "node:url";
import { queueMail } from "@steward/db";
import { installJobQueue } from "@steward/db/migrate";
import { mailMessage } from "@steward/db/schema";
import { startMailServer, type TestMailServer } from "@steward/ports/mail/testing";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { testJobs } from "./testing/jobs.ts";

let fixture: TwoTenants;
let server: TestMailServer;
const running: TestProcess[] = [];
/** A worker that has just started looks for mail every second, and on a machine with other work less often. */
const patience = { timeout: 60_000, interval: 25 };

beforeAll(async () => {
  server = await startMailServer({ hideSTARTTLS: true });
  fixture = await createTwoTenants();
  const owner = new pg.Client({ connectionString: fixture.ownerUrl });
  await owner.connect();
  await installJobQueue(owner, fixture.ownerUrl, testJobs);
  await owner.end();
});
afterEach(async () => {
  await fixture.system.delete(mailMessage);
  server.taken.splice(0);
});
afterAll(async () => {
  await endAll();
  await server?.close();
  await fixture?.close();
});

async function start(environment: Record<string, string> = { SMTP_URL: `smtp://127.0.0.1:${server.port}` }) {
  const worker = await startProcess(fileURLToPath(new URL("testing/main.ts", import.meta.url)), {
    STEWARD_WORKER_PORT: "0",
    DATABASE_URL: fixture.ownerUrl,
    STEWARD_APP_DATABASE_URL: fixture.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: fixture.systemUrl,
    STEWARD_MAIL_FROM: "Steward <no-reply@steward.example>",
    STEWARD_MAIL_RETRY_MS: "10",
    TEST_LOOK_SECONDS: "1",
    ...environment,
  });
  running.push(worker);
  return worker;
}

/** The worker that runs, or one that is started now: most of what these tests would take is starting processes. */
const anyWorker = async () => running[0] ?? start();
const endAll = () => Promise.all(running.splice(0).map((worker) => worker.end("SIGKILL")));

const url = "https://steward.example/reset?token=of-the-test";
const props = { name: "Ann", url, expiresAt: "2027-01-01T00:00:00.000Z" };
const ask = (to: string) => queueMail(fixture.system, { to, template: "resetPassword", props, tenantId: null });
const rowOf = async (to: string) => {
  const [row] = await fixture.system.select().from(mailMessage).where(eq(mailMessage.recipient, to));
  return row;
};
const becomes = (to: string, state: Partial<typeof mailMessage.$inferSelect>) =>
  vi.waitFor(async () => expect(await rowOf(to)).toMatchObject(state), patience);

describe("a queued mail", () => {
  test("is sent at once, and nothing of what it said stays behind", async () => {
    await anyWorker();
    await ask("ann@acme.test");
    await becomes("ann@acme.test", { status: "sent", attempts: 1, props: {}, html: null, text: null, lastError: null });
    expect((await rowOf("ann@acme.test"))?.sentAt).toBeInstanceOf(Date);
    expect(server.taken).toEqual([
      expect.objectContaining({ to: ["ann@acme.test"], from: "no-reply@steward.example" }),
    ]);
    expect(server.taken[0]?.source.replace(/=\r\n/g, "")).toContain("of-the-test");
  });

  test("does not exist when the transaction that asked for it fails", async () => {
    await anyWorker();
    const failing = fixture.system.transaction(async (db) => {
      await queueMail(db, { to: "never@acme.test", template: "resetPassword", props, tenantId: null });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await ask("after@acme.test");
    await becomes("after@acme.test", { status: "sent" });
    expect(server.taken.flatMap(({ to }) => to)).toEqual(["after@acme.test"]);
  });

  test("that is refused for now is tried again; one that is refused for good is not, and says why", async () => {
    server.refuse({ code: 451, at: "RCPT" });
    const worker = await anyWorker();
    await ask("later@acme.test");
    await becomes("later@acme.test", { status: "sent", attempts: 2 });
    server.refuse({ code: 550, at: "RCPT" });
    await ask("gone@acme.test");
    await becomes("gone@acme.test", {
      status: "failed",
      attempts: 1,
      lastError: expect.stringContaining("Not this one"),
    });
    expect((await rowOf("gone@acme.test"))?.props).toEqual(props);
    const ids = [(await rowOf("later@acme.test"))?.id, (await rowOf("gone@acme.test"))?.id];
    const ofThese = () => worker.lines.filter(({ mailId }) => ids.some((id) => id === mailId));
    // The line follows the row.
    await expect.poll(() => ofThese().map(({ outcome }) => outcome), patience).toEqual(["delayed", "sent", "failed"]);
    expect(JSON.stringify(worker.lines)).not.toContain("of-the-test");
  });

  test("whose answer is lost goes out again under the same id", async () => {
    server.cutAfterData();
    await anyWorker();
    await ask("twice@acme.test");
    await becomes("twice@acme.test", { status: "sent", attempts: 2 });
    const ids = server.taken.map(({ source }) => /^Message-ID: (.*)$/m.exec(source)?.[1]);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test("goes out once, however many workers there are", async () => {
    await Promise.all([anyWorker(), start()]);
    const people = Array.from({ length: 30 }, (_, index) => `person-${index}@acme.test`);
    await Promise.all(people.map(ask));
    await vi.waitFor(() => expect(server.taken.length).toBeGreaterThanOrEqual(30), patience);
    for (const person of people) await becomes(person, { status: "sent", attempts: 1 });
    expect(server.taken.flatMap(({ to }) => to).sort()).toEqual(people.sort());
  });

  test("is kept with its link where no mail server is set", async () => {
    await endAll();
    await ask("kept@acme.test");
    await start({});
    await becomes("kept@acme.test", { status: "kept", props: {}, subject: "Choose a new password" });
    expect((await rowOf("kept@acme.test"))?.text).toContain(url);
  });

  test("is given up after its last try when nobody ever answers", async () => {
    await endAll();
    const gone = await startMailServer({ hideSTARTTLS: true });
    await gone.close();
    await fixture.system.insert(mailMessage).values({
      recipient: "nobody@acme.test",
      template: "resetPassword",
      props,
      attempts: 7,
    });
    await start({ SMTP_URL: `smtp://127.0.0.1:${gone.port}` });
    await becomes("nobody@acme.test", { status: "failed", attempts: 8 });
  });
});
