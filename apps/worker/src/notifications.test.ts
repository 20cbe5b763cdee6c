import { fileURLToPath } from "node:url";
import { accountAssigned } from "@steward/contracts/crm/account";
import { uuidv7 } from "@steward/db";
import { account, conversationMember, message, notification, pushSubscription } from "@steward/db/schema";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { notify } from "@steward/services/kernel";
import { createConversation } from "@steward/services/messaging";
import { removeMember } from "@steward/services/org";
import { actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { makeVapidKeys, startPushService, type TestBrowser, type TestPushService } from "@steward/testing/push-service";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

let fixture: TwoTenants;
let service: TestPushService;
let browser: TestBrowser;
const keys = makeVapidKeys();
/** Each of these waits for processes to start. */
const patience = { timeout: 60_000, interval: 50 };
const running: TestProcess[] = [];

beforeAll(async () => {
  fixture = await createTwoTenants();
  service = await startPushService(keys.publicKey);
  browser = service.subscribe();
});
afterAll(async () => {
  await Promise.all(running.map((worker) => worker.end("SIGKILL")));
  await service?.close();
  await fixture?.close();
});

async function start(): Promise<TestProcess> {
  const worker = await startProcess(fileURLToPath(new URL("main.ts", import.meta.url)), {
    STEWARD_WORKER_PORT: "0",
    DATABASE_URL: fixture.ownerUrl,
    STEWARD_APP_DATABASE_URL: fixture.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: fixture.systemUrl,
    STEWARD_VAPID_PUBLIC_KEY: keys.publicKey,
    STEWARD_VAPID_PRIVATE_KEY: keys.privateKey,
    STEWARD_PUSH_SERVICES: service.origin,
  });
  running.push(worker);
  return worker;
}

/** The manager gives the member an account, as a mutation does. */
async function assign(name: string): Promise<void> {
  const { memberId } = fixture.acme.members.member;
  await actingAs(fixture.database, fixture.acme, "manager").write(async (ctx) => {
    const entityId = uuidv7();
    await ctx.db.insert(account).values({ id: entityId, name, searchText: name });
    await notify(ctx, accountAssigned, { to: [memberId], entityId, params: { name, others: 0 } });
  });
}

test("what somebody is told reaches their browser through relay, queue and push service, whichever worker dies", async () => {
  const { acme, database } = fixture;
  const { memberId } = acme.members.member;
  const { endpoint, keys: own } = browser;
  await database.withTenant(acme.id, (db) => db.insert(pushSubscription).values({ memberId, endpoint, ...own }));
  // Nobody is there to relay it; then somebody is, until they are killed with the job asked for and not done.
  await assign("Northwind");
  const first = await start();
  await vi.waitFor(
    () =>
      expect(first.lines).toContainEqual(
        expect.objectContaining({ job: "notifications.notification.deliver", outcome: "completed" }),
      ),
    patience,
  );
  await first.end("SIGKILL");
  await start();
  await service.taken(1);
  expect(browser.told).toMatchObject([{ payload: { title: "acme manager gave you the account Northwind" } }]);
  await vi.waitFor(async () => {
    const rows = await database.read(acme.id).select().from(notification).where(eq(notification.memberId, memberId));
    expect(rows).toMatchObject([{ pushPending: false, emailPending: true, readAt: null }]);
  }, patience);
});

test("whoever is removed from the organisation is out of its conversations, which say so, when the worker has heard of it", async () => {
  const { acme, database } = fixture;
  const { technician, manager } = acme.members;
  const { id: conversationId } = await actingAs(database, acme, "manager").write((ctx) =>
    createConversation(ctx, {
      kind: "group",
      name: null,
      topic: null,
      visibility: "private",
      memberIds: [technician.memberId],
    }),
  );
  await actingAs(database, acme, "owner").write((ctx) => removeMember(ctx, technician.memberId));
  if (running.every(({ child }) => child.exitCode !== null || child.signalCode !== null)) await start();
  await vi.waitFor(async () => {
    const places = await database
      .read(acme.id)
      .select({ memberId: conversationMember.memberId })
      .from(conversationMember)
      .where(eq(conversationMember.conversationId, conversationId));
    expect(places).toEqual([{ memberId: manager.memberId }]);
  }, patience);
  const lines = await database
    .read(acme.id)
    .select({ notice: message.notice })
    .from(message)
    .where(and(eq(message.conversationId, conversationId), eq(message.authorId, technician.memberId)));
  expect(lines).toMatchObject([{ notice: { kind: "left" } }]);
});
