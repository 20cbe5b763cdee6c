import { permissions, permissionsOf, roles } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { insertSampleRows, sampleInput, takesId, tenantFingerprint } from "@steward/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHarness, type Harness, outcome } from "./harness.ts";
import { call, procedures } from "./procedures.ts";

/** Everybody may call these; adding one is a decision, made here. */
const publicPaths = [
  "auth.email.resend",
  "auth.email.verify",
  "auth.invitation.accept",
  "auth.invitation.preview",
  "auth.password.forgot",
  "auth.password.reset",
  "auth.signUp",
  "auth.token.create",
  "auth.token.refresh",
  "auth.token.revoke",
];

const guarded = procedures.filter(({ meta }) => meta.guard !== "public");
const ofTenants = procedures.filter(({ meta }) => meta.guard === "tenant");
const withIds = ofTenants.filter(({ input }) => input && takesId(input));

/** Not even JSON of the right shape: whoever gets past the guards with it is told so by INVALID. */
const nonsense = { nonsense: ["\u0000", { __proto__: 1 }] };

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(async () => harness.close());

describe("declarations", () => {
  it("leaves open only what is on the list", () => {
    expect(
      procedures
        .filter(({ meta }) => meta.guard === "public")
        .map(({ path }) => path)
        .sort(),
    ).toEqual(publicPaths);
  });

  it.each(procedures)("$path validates its input", ({ input }) => {
    expect(input).toBeDefined();
  });

  it.each(ofTenants)("$path asks for a permission of its own resource's table", ({ path, meta }) => {
    expect(Object.keys(permissions)).toContain(meta.permission);
    expect(meta.permission?.split(".")[0]).toBe(path.split(".")[0]);
  });

  it("uses every permission it declares", () => {
    const asked = new Set(ofTenants.map(({ meta }) => meta.permission));
    // `share` is asked for inside the rule, because it depends on the record.
    const inRules = ["org.savedView.share"];
    expect(Object.keys(permissions).filter((name) => !asked.has(name as never) && !inRules.includes(name))).toEqual([]);
  });
});

describe("the order of refusals", () => {
  it.each(guarded)("$path answers a stranger UNAUTHENTICATED before it looks at the body", async ({ path }) => {
    const answer = await outcome(call(harness.anonymous(harness.acme), path, nonsense));
    expect(answer).toEqual({ refused: expect.stringContaining('"UNAUTHENTICATED"') });
  });

  it.each(ofTenants)("$path refuses another organisation's owner before it looks at the body", async ({ path }) => {
    const context = await harness.as(harness.globex, "owner", "acme");
    const answer = await outcome(call(context, path, nonsense));
    expect(answer).toEqual({ refused: expect.stringContaining('"tenant_not_a_member"') });
  });

  it.each(ofTenants)("$path refuses each role without the permission", async ({ path, meta }) => {
    const permission = meta.permission;
    if (!permission) throw new Error(`${path} has no permission`);
    for (const role of roles.filter((role) => !permissionsOf(role).has(permission))) {
      const answer = await outcome(call(await harness.as(harness.acme, role), path, nonsense));
      expect(answer, role).toEqual({ refused: expect.stringContaining('"permission_missing"') });
    }
  });

  it.each(procedures.filter(({ meta }) => meta.guard === "operator"))("$path is for operators", async ({ path }) => {
    const answer = await outcome(call(await harness.as(harness.acme, "owner"), path, undefined));
    expect(answer).toEqual({ refused: expect.stringContaining('"operator_only"') });
  });
});

describe("another organisation's records", () => {
  const foreignId = uuidv7();

  beforeAll(async () => {
    await insertSampleRows(harness.ownerUrl, harness.globex, foreignId);
  });

  it("covers procedures that take ids", () => {
    expect(withIds.length).toBeGreaterThan(0);
  });

  it.each(withIds)("$path answers for a foreign id as for an unknown one", async ({ path, input }) => {
    if (!input) throw new Error(`${path} has no input`);
    const context = await harness.as(harness.acme, "owner");
    const before = await tenantFingerprint(harness.ownerUrl, harness.globex.id);
    const ask = (id: string) => outcome(call(context, path, sampleInput(input, id)));
    const unknownId = uuidv7();
    const [foreign, unknown] = [await ask(foreignId), await ask(unknownId)];

    const neutral = (answer: unknown) => JSON.stringify(answer).replaceAll(foreignId, "ID").replaceAll(unknownId, "ID");
    if ("refused" in unknown || !changesState(path)) expect(neutral(foreign)).toBe(neutral(unknown));
    else expect(foreign).toHaveProperty("value");
    expect(neutral(foreign)).not.toContain("sample");
    expect(await tenantFingerprint(harness.ownerUrl, harness.globex.id)).toEqual(before);
  });
});

/** A successful mutation answers with fresh ids and times, which differ between any two calls. */
function changesState(path: string): boolean {
  return procedures.some((procedure) => procedure.path === path && procedure.type === "mutation");
}
