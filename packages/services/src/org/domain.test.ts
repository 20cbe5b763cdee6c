import { findTenantByHost } from "@steward/auth";
import { createTxtResolver } from "@steward/ports/dns";
import {
  actingAs,
  createTwoTenants,
  type NameServer,
  startNameServer,
  type TestTenant,
  type TwoTenants,
} from "@steward/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimDomain, getDomain, lookUpDomain, removeDomain, verifyDomain } from "./domain.ts";

let two: TwoTenants;
let names: NameServer;
beforeAll(async () => {
  [two, names] = await Promise.all([createTwoTenants(), startNameServer()]);
});
afterAll(() => Promise.all([two?.close(), names?.close()]));

beforeEach(async () => {
  names.records.clear();
  names.failing = false;
  for (const one of [two.acme, two.globex]) {
    await as(one).write(async (ctx) => {
      if (await getDomain(ctx)) await removeDomain(ctx);
    });
  }
});

const as = (one: TestTenant) => actingAs(two.database, one, "owner");
const claim = (one: TestTenant, domain: string) => as(one).write((ctx) => claimDomain(ctx, { domain }, "steward.test"));
const lookUp = (one: TestTenant) =>
  as(one).read((ctx) => lookUpDomain(ctx, createTxtResolver({ servers: [names.address], timeoutMs: 500, tries: 1 })));
const verify = async (one: TestTenant) => {
  const proof = await lookUp(one);
  return as(one).write((ctx) => verifyDomain(ctx, proof));
};
const hostLeadsTo = (host: string) => findTenantByHost({ system: two.system, secret: "" }, host);

describe("a custom host name", () => {
  it("leads to the organisation once its record is published, and not before", async () => {
    const { record, verifiedAt } = await claim(two.acme, "desk.acme.test");
    expect(record.name).toBe("_steward.desk.acme.test");
    expect(verifiedAt).toBeNull();
    expect(await hostLeadsTo("desk.acme.test")).toBeNull();
    await expect(verify(two.acme)).rejects.toMatchObject({ code: "PRECONDITION", reason: "domain.record_missing" });
    expect(names.questions.at(-1)).toBe("TXT _steward.desk.acme.test");

    names.records.set(record.name, [["something else"], ["v=spf1 -all"]]);
    await expect(verify(two.acme)).rejects.toMatchObject({
      reason: "domain.record_differs",
      details: { name: record.name },
    });
    // In two pieces, as a long record travels.
    names.records.set(record.name, [["other"], [record.value.slice(0, 20), record.value.slice(20)]]);
    const verified = await verify(two.acme);
    expect(verified.verifiedAt).toBeInstanceOf(Date);
    expect(await hostLeadsTo("desk.acme.test")).toBe("acme");
    expect(await verify(two.acme)).toEqual(verified);

    await as(two.acme).write(removeDomain);
    expect(await hostLeadsTo("desk.acme.test")).toBeNull();
    await expect(lookUp(two.acme)).rejects.toMatchObject({ reason: "domain.not_claimed" });
  });

  it("keeps its record when it is claimed again, and loses its proof when it changes", async () => {
    const first = await claim(two.acme, "a.acme.test");
    expect(await claim(two.acme, "a.acme.test")).toEqual(first);
    names.records.set(first.record.name, [[first.record.value]]);
    await verify(two.acme);
    const other = await claim(two.acme, "b.acme.test");
    expect(other.record.value).not.toBe(first.record.value);
    expect(await hostLeadsTo("a.acme.test")).toBeNull();
    expect(await hostLeadsTo("b.acme.test")).toBeNull();
  });

  it("may be claimed by two and proved by one", async () => {
    const [ours, theirs] = [await claim(two.acme, "shared.test"), await claim(two.globex, "shared.test")];
    expect(ours.record.value).not.toBe(theirs.record.value);
    names.records.set("_steward.shared.test", [[ours.record.value], [theirs.record.value]]);
    const settled = await Promise.allSettled([verify(two.acme), verify(two.globex)]);
    expect(settled.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const one of settled) {
      if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "CONFLICT", reason: "domain.taken" });
    }
  });

  it("is not proved by an answer to another claim", async () => {
    const { record } = await claim(two.acme, "old.acme.test");
    names.records.set(record.name, [[record.value]]);
    const proof = await lookUp(two.acme);
    await claim(two.acme, "new.acme.test");
    await expect(as(two.acme).write((ctx) => verifyDomain(ctx, proof))).rejects.toMatchObject({
      reason: "domain.claim_changed",
    });
    await expect(as(two.globex).write((ctx) => verifyDomain(ctx, proof))).rejects.toMatchObject({
      reason: "domain.claim_changed",
    });
  });

  it("tells a broken name server from a missing record", async () => {
    await claim(two.acme, "desk.acme.test");
    names.failing = true;
    await expect(verify(two.acme)).rejects.toMatchObject({ code: "UNAVAILABLE", reason: "domain.lookup_failed" });
  });

  it.each(["steward.test", "acme.steward.test", "a.b.steward.test"])("is never the platform's: %s", async (domain) => {
    await expect(claim(two.acme, domain)).rejects.toMatchObject({ code: "INVALID", reason: "domain.reserved" });
  });
});
