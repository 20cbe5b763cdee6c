import type { Role } from "@steward/contracts";
import { accountAssigned } from "@steward/contracts/crm/account";
import { roleGiven } from "@steward/contracts/org/member";
import { auditEvent, mailMessage, notificationSetting } from "@steward/db/schema";
import { createPusher, type Pusher, type PushPlace } from "@steward/ports/push";
import { makeVapidKeys, startPushService, type TestBrowser, type TestPushService } from "@steward/testing/push-service";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeAccounts } from "../crm/index.ts";
import { notify } from "../kernel/index.ts";
import { markAllRead } from "./inbox.ts";
import { createStage, rowsOf, type Stage } from "./notification-fixture.ts";
import { getPreferences, updatePreferences } from "./preference.ts";
import { forgetDevicesOf, getDevices, registerDevice, removeDevice, unregisterDevice } from "./push-subscription.ts";
import { sendNotificationMail } from "./send-mail.ts";
import { sendPush } from "./send-push.ts";
import { findUnsubscribing, unsubscribe } from "./unsubscribe.ts";

const site = {
  webUrl: "https://steward.example",
  adminUrl: "https://admin.steward.example",
  apiUrl: "https://api.steward.example",
};
const mailQueue = "notifications.notification.mail";
const pushQueue = "notifications.notification.push";

let stage: Stage & AsyncDisposable;
let service: TestPushService;
let pusher: Pusher;
let place: PushPlace;
let account: string;
beforeAll(async () => {
  stage = await createStage();
  const keys = makeVapidKeys();
  service = await startPushService(keys.publicKey);
  place = { publicKey: keys.publicKey, services: [service.origin] };
  pusher = createPusher({ ...keys, ...place, subject: "mailto:post@steward.example" });
  account = await stage.account("Hottechi");
});
afterAll(async () => {
  await service?.close();
  await stage?.[Symbol.asyncDispose]();
});

const memberIdOf = (role: Role) => stage.two.acme.members[role].memberId;
const mailsTo = (role: Role) =>
  stage.two.system
    .select()
    .from(mailMessage)
    .where(eq(mailMessage.recipient, stage.two.acme.members[role].email))
    .orderBy(asc(mailMessage.id));
const settingOf = async (role: Role) => {
  const { acme, database } = stage.two;
  const [row] = await database
    .read(acme.id)
    .select()
    .from(notificationSetting)
    .where(eq(notificationSetting.memberId, memberIdOf(role)));
  return row;
};
const register = (role: Role, { endpoint, keys }: TestBrowser) =>
  stage.as(role, (ctx) => registerDevice(ctx, place, { endpoint, keys }));
const lastJob = async (queue: string, role: Role) => {
  const job = (await stage.jobs(queue, role)).at(-1);
  if (!job) throw new Error(`No job of ${queue} waits for the ${role}.`);
  return job;
};
async function mail(role: Role): Promise<void> {
  const { dueAt } = await lastJob(mailQueue, role);
  await sendNotificationMail(stage.job(role), site, { memberId: memberIdOf(role), dueAt });
}
async function push(role: Role, lastAttempt = false): Promise<void> {
  // Jobs run when they are due and later, not before, as this one would.
  const due = await stage.owner.query<{ at: Date }>(
    "update notification_setting set push_due_at = least(push_due_at, date_trunc('milliseconds', now())) where member_id = $1 returning push_due_at as at",
    [memberIdOf(role)],
  );
  const dueAt = due.rows[0]?.at.toISOString() ?? "";
  await sendPush(stage.job(role, lastAttempt), pusher, site, { memberId: memberIdOf(role), dueAt });
}
/** Quiet for the hour around now, or not at all. */
function hush(role: Role, quiet: boolean) {
  const clock = (ms: number) => new Date(Date.now() + ms).toISOString().slice(11, 16);
  const hours = { from: clock(-3_600_000), until: clock(3_600_000) };
  return stage.as(role, (ctx) => updatePreferences(ctx, { quietHours: quiet ? hours : null, timeZone: "UTC" }));
}

test("what is told together is one mail, written once, with a way to have none", async () => {
  await stage.assign("member", account, "One");
  await stage.plan();
  await stage.assign("member", account, "Two");
  await stage.plan();
  const waiting = await stage.jobs(mailQueue, "member");
  expect(waiting).toHaveLength(1);
  const [job] = waiting;
  expect(job?.startAfter.getTime()).toBeGreaterThan(Date.now() + 60_000);
  await mail("member");
  await mail("member");
  const [written, ...more] = await mailsTo("member");
  expect(more).toEqual([]);
  expect(written).toMatchObject({
    template: "notifications",
    tenantId: stage.two.acme.id,
    props: {
      digest: "off",
      items: [
        { title: "acme manager gave you the account Two", url: `${site.webUrl}/acme/crm/accounts/${account}` },
        { title: "acme manager gave you the account One" },
      ],
      manageUrl: `${site.webUrl}/acme/notifications/preferences`,
    },
  });
  expect((await settingOf("member"))?.emailDueAt).toBeNull();
});

test("a mail ends e-mail of its own kinds, in the hands of whoever has it, and nothing else", async () => {
  const { database, acme } = stage.two;
  const asked = { requestId: "request-of-a-test", source: { procedure: "test", clientAddress: null, userAgent: null } };
  await stage.as("owner", (ctx) =>
    notify(ctx, accountAssigned, {
      to: [memberIdOf("manager")],
      entityId: account,
      params: { name: "One", others: 0 },
    }),
  );
  await stage.plan();
  await mail("manager");
  const [written] = await mailsTo("manager");
  const token = String((written?.props as { unsubscribeUrl?: string } | undefined)?.unsubscribeUrl).replace(
    `${site.apiUrl}/unsubscribe/`,
    "",
  );
  expect(await findUnsubscribing(database, token)).toEqual({ slug: acme.slug });
  const [wish = "", mac = ""] = token.split(".");
  const others = [acme.id, memberIdOf("manager"), ["org.member.roleGiven"]];
  const forged = Buffer.from(JSON.stringify(others)).toString("base64url");
  for (const wrong of [
    "",
    "x.y",
    wish,
    `${wish}.`,
    `${forged}.${mac}`,
    `${wish}.${mac}.x`,
    `${wish}.${mac.slice(2)}`,
  ]) {
    expect([await unsubscribe(database, wrong, asked), await findUnsubscribing(database, wrong)]).toEqual([
      false,
      null,
    ]);
  }
  const ways = () => stage.as("manager", async (ctx) => (await getPreferences(ctx)).kinds);
  const before = await ways();
  expect(await unsubscribe(database, token, asked)).toBe(true);
  expect(await ways()).toEqual(
    before.map((kind) => (kind.name === "crm.account.assigned" ? { ...kind, email: false } : kind)),
  );
  // Programs ask twice; it is on the record once.
  expect(await unsubscribe(database, token, { ...asked, source: { ...asked.source } })).toBe(true);
  const records = await database
    .read(acme.id)
    .select({ payload: auditEvent.payload, actorId: auditEvent.actorId })
    .from(auditEvent)
    .where(eq(auditEvent.name, "notifications.preference.unsubscribed"));
  expect(records).toEqual([{ payload: { kinds: ["crm.account.assigned"] }, actorId: memberIdOf("manager") }]);
});

test("what was read by then, or cannot be seen any more, is sent to nobody", async () => {
  const gone = await stage.account("Gone");
  await stage.assign("admin", gone, "Gone");
  await stage.plan();
  await stage.as("manager", (ctx) => removeAccounts(ctx, [gone]));
  await mail("admin");
  await stage.assign("admin", account);
  await stage.plan();
  await stage.as("admin", (ctx) => markAllRead(ctx, {}));
  await mail("admin");
  expect(await mailsTo("admin")).toEqual([]);
  // The consumer came so late that it was read already.
  await stage.plan();
  expect((await settingOf("admin"))?.emailDueAt).toBeNull();
});

test("a digest gathers until the morning; without it, what was gathered comes at once", async () => {
  await stage.as("owner", (ctx) => updatePreferences(ctx, { digest: "daily", timeZone: "Asia/Tokyo" }));
  for (const name of ["One", "Two", "Three"]) {
    await stage.assign("owner", account, name);
    await stage.plan();
  }
  const [job, ...more] = await stage.jobs(mailQueue, "owner");
  expect(more).toEqual([]);
  // Eight in Tokyo.
  expect(job?.dueAt).toMatch(/T23:00:00\.000Z$/);
  await stage.as("owner", (ctx) => updatePreferences(ctx, { digest: "off" }));
  const jobs = await stage.jobs(mailQueue, "owner");
  expect(jobs).toHaveLength(2);
  const old = { memberId: memberIdOf("owner"), dueAt: job?.dueAt ?? "" };
  await sendNotificationMail(stage.job("owner"), site, old);
  expect(await mailsTo("owner")).toEqual([]);
  await mail("owner");
  expect(await mailsTo("owner")).toMatchObject([{ props: { items: [{}, {}, {}], digest: "off" } }]);
});

test("a mail that many wait for lists the last twenty and counts the others", async () => {
  for (let number = 0; number < 23; number += 1) await stage.assign("productOwner", account, `No. ${number}`);
  await stage.plan();
  await mail("productOwner");
  const [written] = await mailsTo("productOwner");
  const props = written?.props as { items: { title: string }[]; more: number };
  expect([props.items.length, props.more, props.items[0]?.title]).toEqual([
    20,
    3,
    "acme manager gave you the account No. 22",
  ]);
});

test("quiet hours hold back both ways until they end, also where they began after the plan", async () => {
  const browser = service.subscribe();
  await register("technician", browser);
  await stage.assign("technician", account);
  await stage.plan();
  const before = [await lastJob(mailQueue, "technician"), await lastJob(pushQueue, "technician")];
  for (const { startAfter } of before) expect(startAfter.getTime()).toBeLessThan(Date.now() + 5 * 60_000);
  await hush("technician", true);
  const after = [await lastJob(mailQueue, "technician"), await lastJob(pushQueue, "technician")];
  for (const { startAfter } of after) expect(startAfter.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000);
  // Its time has come all the same, by a worker that was away: it is quiet.
  await push("technician");
  await mail("technician");
  expect([browser.told, await mailsTo("technician")]).toEqual([[], []]);
  await hush("technician", false);
  await push("technician");
  await mail("technician");
  expect(browser.told).toHaveLength(1);
  expect(await mailsTo("technician")).toHaveLength(1);
});

test("every browser of a person is told what nobody can read on the way, and once", async () => {
  const [laptop, phone] = [service.subscribe(), service.subscribe()];
  await register("guest", laptop);
  await register("guest", phone);
  // Guests see no accounts: this kind they may see.
  await tellRole("guest");
  await push("guest");
  const [row] = await rowsOf(stage, "guest");
  const payload = {
    tag: row?.id,
    title: "acme manager made you Guest",
    body: "What you may do has changed with it.",
    url: "https://steward.example/acme",
    path: "/",
  };
  expect(laptop.told).toEqual([{ payload, topic: row?.id.replaceAll("-", ""), ttlSeconds: 86_400 }]);
  expect(phone.told).toEqual(laptop.told);
  await tellRole("guest");
  await stage.as("guest", (ctx) => markAllRead(ctx, {}));
  await push("guest");
  expect(laptop.told).toHaveLength(1);
});

test("a browser that wants no more is forgotten, the others are told", async () => {
  const [stays, leaves] = [service.subscribe(), service.subscribe()];
  await register("admin", stays);
  await register("admin", leaves);
  leaves.leave();
  await stage.assign("admin", account);
  await stage.plan();
  await push("admin");
  expect(stays.told).toHaveLength(1);
  const { devices } = await stage.as("admin", (ctx) => getDevices(ctx, place));
  expect(devices).toHaveLength(1);
});

test("a browser that changes its address is told at the new one, unless it was removed from elsewhere meanwhile", async () => {
  const who = "technician";
  const follow = (from: TestBrowser, to: TestBrowser) =>
    stage.as(who, (ctx) => registerDevice(ctx, place, { ...to, inPlaceOf: from.endpoint }));
  const devices = async () => (await stage.as(who, (ctx) => getDevices(ctx, place))).devices;
  const endpoints = async () => (await devices()).map(({ endpoint }) => endpoint);
  const [first, second, third, fourth] = [1, 2, 3, 4].map(() => service.subscribe()) as TestBrowser[];
  if (!first || !second || !third || !fourth) throw new Error("Too few");
  for (const { id } of await devices()) await stage.as(who, (ctx) => removeDevice(ctx, id));
  await register(who, first);
  await follow(first, second);
  // Another page of the same browser.
  await follow(first, second);
  expect(await endpoints()).toEqual([second.endpoint]);
  // Its service says so before any page does.
  second.leave();
  await stage.assign(who, account);
  await stage.plan();
  await push(who);
  expect(await endpoints()).toEqual([]);
  await follow(second, third);
  const [device] = await devices();
  await stage.as(who, (ctx) => removeDevice(ctx, device?.id ?? ""));
  await expect(follow(third, fourth)).rejects.toMatchObject({ reason: "push.removed" });
  expect(await endpoints()).toEqual([]);
  // Whoever left the organisation is told nothing on their return, until they ask for it.
  await register(who, fourth);
  await stage.as("owner", (ctx) => forgetDevicesOf(ctx, memberIdOf(who), new Date(Date.now() + 60_000)));
  expect(await endpoints()).toEqual([]);
});

test("a service that is away for a while is asked again, without telling anybody twice", async () => {
  const [reached, late] = [service.subscribe(), service.subscribe()];
  await register("member", reached);
  await stage.assign("member", account);
  await stage.plan();
  service.refuse(503);
  await expect(push("member")).rejects.toThrow("503");
  await push("member");
  expect(reached.told).toHaveLength(1);
  expect((await settingOf("member"))?.pushDueAt).toBeNull();
  // One of two: the next try is the other's alone.
  await register("member", late);
  await stage.assign("member", account);
  await stage.plan();
  service.refuse(500);
  await expect(push("member")).rejects.toThrow("500");
  expect(reached.told.length + late.told.length).toBe(2);
  await push("member");
  expect([reached.told.length, late.told.length]).toEqual([2, 1]);
});

test("many at once are one message that says how many", async () => {
  const browser = service.subscribe();
  await register("owner", browser);
  for (const name of ["One", "Two", "Three", "Four"]) await stage.assign("owner", account, name);
  await stage.plan();
  await push("owner");
  expect(browser.told).toMatchObject([{ topic: "many", payload: { title: "4 new notifications" } }]);
});

test("a browser belongs to whoever registered it last, and only push services are written to", async () => {
  const browser = service.subscribe();
  const { id } = await register("productOwner", browser);
  await register("manager", browser);
  expect((await stage.as("productOwner", (ctx) => getDevices(ctx, place))).devices).toEqual([]);
  const theirs = stage.as("productOwner", (ctx) => removeDevice(ctx, id));
  await expect(theirs).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await stage.as("manager", (ctx) => getDevices(ctx, place))).devices).toMatchObject([{ id }]);
  await stage.as("manager", (ctx) => unregisterDevice(ctx, browser.endpoint));
  expect((await stage.as("manager", (ctx) => getDevices(ctx, place))).devices).toEqual([]);
  for (const endpoint of ["http://127.0.0.1:5432/", "https://push.example/x", `${service.origin}@evil.test/`]) {
    const asked = stage.as("manager", (ctx) => registerDevice(ctx, place, { endpoint, keys: browser.keys }));
    await expect(asked).rejects.toMatchObject({ reason: "push.service_unknown" });
  }
  const nowhere = stage.as("manager", (ctx) => registerDevice(ctx, null, { ...browser }));
  await expect(nowhere).rejects.toMatchObject({ reason: "push.unavailable" });
  const operator = stage.as("manager", (ctx) => {
    const actor = { ...ctx.actor, impersonator: "Olga Operator" };
    return registerDevice({ ...ctx, actor }, place, { ...browser });
  });
  await expect(operator).rejects.toMatchObject({ reason: "auth.impersonating" });
});

async function tellRole(role: Role): Promise<void> {
  const about = { to: [memberIdOf(role)], entityId: memberIdOf(role), params: { role: "Guest" } };
  await stage.as(role, (ctx) =>
    updatePreferences(ctx, { kinds: [{ name: "org.member.roleGiven", inApp: true, email: true, push: true }] }),
  );
  await stage.as("manager", (ctx) => notify(ctx, roleGiven, about));
  await stage.plan();
}
