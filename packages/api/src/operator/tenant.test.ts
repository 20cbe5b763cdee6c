import { permissionNames, roles } from "@steward/contracts";
import { auditEvent } from "@steward/db/schema";
import { and, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createHarness, type Harness, outcome } from "../contract/harness.ts";
import { cutKey, found, type Recruit, recruit } from "../contract/recruit.ts";
import { createContext } from "../kernel/context.ts";
import { createPlatform, type OpenPlatform } from "../kernel/platform.ts";
import { createCaller } from "../router.ts";

const noFiles = { place: { kind: "disk", directory: "unused" }, maxFileBytes: 1, quotaBytes: 1 } as const;
let harness: Harness;
let elsewhere: OpenPlatform;
let operator: Recruit;
let place: Awaited<ReturnType<typeof found>>;
let count = 0;
beforeAll(async () => {
  harness = await createHarness();
  const { database: _d, system: _s, limits: _l, files: _f, ...settings } = harness.platform;
  const urls = { appDatabaseUrl: harness.appUrl, systemDatabaseUrl: harness.systemUrl };
  elsewhere = createPlatform({ ...settings, ...urls, files: noFiles, applicationName: "steward-test" });
  operator = await recruit(harness, harness.globex, { user: { operator: true, name: "Olga Operator" } });
});
afterAll(async () => {
  await elsewhere?.close();
  await harness?.close();
});
beforeEach(async () => {
  count += 1;
  place = await found(harness, `place-${count}`, {});
});

const console = () => createCaller(harness.asking(operator.headers())).operator;
const reason = "Unpaid since March";
const refused = (why: string) => ({ refused: expect.stringContaining(`"${why}"`) });

/** What the organisation's front door answers, on this node and on another. */
async function knock(headers: Record<string, string>): Promise<unknown[]> {
  const request = { headers: new Headers(headers), requestId: "request-of-a-test", address: "192.0.2.1" };
  return Promise.all(
    [harness.platform, elsewhere].map((platform) =>
      outcome(
        createCaller(createContext(platform, request))
          .org.tenant.current()
          .then(({ slug }) => slug),
      ),
    ),
  );
}

/** What operators did to the organisation, in its own record and in the platform's. */
async function recorded() {
  const own = await harness.system
    .select({ name: auditEvent.name, actorId: auditEvent.actorId, by: auditEvent.actorName, what: auditEvent.payload })
    .from(auditEvent)
    .where(and(eq(auditEvent.tenantId, place.id), like(auditEvent.name, "org.tenant.%")))
    .orderBy(auditEvent.id);
  const { items } = await console().securityEvent.list({ filter: { tenantId: place.id } });
  return { own, platform: items.reverse().map(({ name, actorId, details }) => ({ name, actorId, details })) };
}

it("suspending shuts everybody out at once, on every node, until the organisation is resumed", async () => {
  const people = await Promise.all(roles.map((role) => recruit(harness, place, { role })));
  const [owner] = people;
  if (!owner) throw new Error("there is a role");
  const key = await cutKey(harness, place, owner, { scopes: [...permissionNames] });
  const ways = [...people.map((one) => one.headers()), { authorization: key.authorization, "x-tenant": place.slug }];
  const open = [{ value: place.slug }, { value: place.slug }];
  for (const way of ways) expect(await knock(way)).toEqual(open);

  await console().tenant.suspend({ id: place.id, reason });
  // What another node remembers it forgets when it hears of the change, moments later.
  const closed = [refused("tenant_suspended"), refused("tenant_suspended")];
  for (const way of ways) await expect.poll(() => knock(way)).toEqual(closed);
  // They are still signed in, and told which organisation is closed.
  const me = await createCaller(harness.asking(owner.headers())).user.me();
  expect(me).toMatchObject({
    organisations: [],
    closed: [{ slug: place.slug, state: "suspended", mayRestore: false }],
  });
  expect(await outcome(console().tenant.suspend({ id: place.id, reason }))).toEqual(
    refused("tenant.already_suspended"),
  );
  const neighbour = await recruit(harness, harness.acme);
  expect(await knock(neighbour.headers())).toEqual([{ value: "acme" }, { value: "acme" }]);

  await console().tenant.resume({ id: place.id });
  for (const way of ways) await expect.poll(() => knock(way)).toEqual(open);
  expect(await outcome(console().tenant.resume({ id: place.id }))).toEqual(refused("tenant.not_suspended"));

  const by = { actorId: null, by: "Olga Operator" };
  expect(await recorded()).toEqual({
    own: [
      { name: "org.tenant.suspended", ...by, what: { reason } },
      { name: "org.tenant.resumed", ...by, what: {} },
    ],
    platform: [
      { name: "operator.tenant_suspended", actorId: operator.userId, details: { reason } },
      { name: "operator.tenant_resumed", actorId: operator.userId, details: {} },
    ],
  });
});

it("an organisation that is being removed is taken back, and its members find it as they left it", async () => {
  const owner = await recruit(harness, place);
  const own = createCaller(harness.asking(owner.headers()));
  await own.org.tenant.requestDeletion({ slug: place.slug });
  const closed = [refused("tenant_being_removed"), refused("tenant_being_removed")];
  await expect.poll(() => knock(owner.headers())).toEqual(closed);
  expect((await console().tenant.list({ filter: { state: "beingRemoved" } })).items).toMatchObject([
    { id: place.id, purgeAfter: expect.any(Date) },
  ]);
  await console().tenant.restore({ id: place.id });
  await expect.poll(() => knock(owner.headers())).toEqual([{ value: place.slug }, { value: place.slug }]);
  expect(await outcome(console().tenant.restore({ id: place.id }))).toEqual(refused("tenant.not_being_removed"));
  const { own: events, platform } = await recorded();
  expect(events.map(({ name, by }) => [name, by])).toEqual([
    ["org.tenant.deletionRequested", "A recruit"],
    ["org.tenant.restored", "Olga Operator"],
  ]);
  expect(platform).toMatchObject([{ name: "operator.tenant_restored", actorId: operator.userId }]);
});

it("one of two who suspend at the same moment is told that it is done", async () => {
  const suspend = () => outcome(console().tenant.suspend({ id: place.id, reason }));
  const answers = await Promise.all([suspend(), suspend()]);
  expect(answers).toContainEqual({ value: undefined });
  expect(answers).toContainEqual(refused("tenant.already_suspended"));
  expect((await recorded()).platform).toHaveLength(1);
});

it("the console finds organisations by name, address and state, and says how much they keep, never what", async () => {
  await console().tenant.suspend({ id: place.id, reason });
  const slugs = async (input: Parameters<ReturnType<typeof console>["tenant"]["list"]>[0]) =>
    (await console().tenant.list(input)).items.map(({ slug }) => slug);
  expect(await slugs({ search: "ACME Fac" })).toEqual(["acme"]);
  expect(await slugs({ search: place.slug, filter: { state: "suspended" } })).toEqual([place.slug]);
  expect(await slugs({ search: place.slug, filter: { state: "active" } })).toEqual([]);
  const detail = await console().tenant.byId({ id: harness.acme.id });
  expect(detail).toMatchObject({ slug: "acme", country: "US", currency: "USD", customDomain: null });
  expect(detail.tables).toContainEqual({ name: "member", rowCount: detail.memberCount });
  const unknown = { id: "00000000-0000-7000-8000-000000000000" };
  const { byId, resume, restore } = console().tenant;
  for (const call of [byId, resume, restore]) expect(await outcome(call(unknown))).toEqual(refused("NOT_FOUND"));
});
