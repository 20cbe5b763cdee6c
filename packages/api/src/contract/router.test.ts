import { keepsAnswer, type PermissionDefinition, permissions } from "@steward/contracts";
import { uuidv7 } from "@steward/db";
import { account, conversation, file, label, member, project } from "@steward/db/schema";
import { insertSampleRows, sampleInput, takesId, tenantFingerprint } from "@steward/testing";
import { eq } from "drizzle-orm";
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

const ofTenants = procedures.filter(({ meta }) => meta.guard === "tenant");
const withIds = ofTenants.filter(({ input }) => input && takesId(input));

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

  it.each(procedures)(
    "$path keeps its answers if and only if it has a transaction to keep them in",
    ({ path, meta }) => {
      expect(keepsAnswer(path)).toBe(meta.guard === "tenant");
    },
  );

  it("uses every permission it declares", () => {
    const asked = new Set<string | undefined>(ofTenants.map(({ meta }) => meta.permission));
    // Asked for inside the rule: `share` depends on the input, and what reaches all records on whose they are, or on
    // whether they are public.
    const inRules = new Set([
      "org.savedView.share",
      "approvals.request.manage",
      "messaging.conversation.manage",
      "projects.project.manage",
      ...Object.values<PermissionDefinition>(permissions).flatMap(({ rows }) => rows?.allWith ?? []),
    ]);
    expect(Object.keys(permissions).filter((name) => !asked.has(name) && !inRules.has(name))).toEqual([]);
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

/** What stands in everything that others have to themselves. */
const whispered = "whispered among others";

describe("what others have to themselves", () => {
  const theirs = uuidv7();
  // Whoever decides timesheets sees everybody's time, and labels are everybody's.
  const rooms = /^(approvals|files|messaging|notifications|projects(?![.]label[.]))[.]/;

  beforeAll(async () => {
    await insertSampleRows(harness.ownerUrl, harness.acme, theirs, whispered);
    await harness.database.withTenant(harness.acme.id, async (db) => {
      await db.update(project).set({ visibility: "private" }).where(eq(project.id, theirs));
      await db.update(conversation).set({ visibility: "private" }).where(eq(conversation.id, theirs));
      await db.update(file).set({ address: "projects.task", status: "attached" }).where(eq(file.id, theirs));
      // Everybody sees colleagues, accounts and labels: these are none any more.
      await db.update(member).set({ removedAt: new Date() }).where(eq(member.id, theirs));
      await db.update(account).set({ deletedAt: new Date() }).where(eq(account.id, theirs));
      await db.update(label).set({ deletedAt: new Date() }).where(eq(label.id, theirs));
    });
  });

  it.each(withIds.filter(({ path }) => rooms.test(path)))(
    "$path answers the owner of the organisation for a private record as for one that never was",
    async ({ path, input }) => {
      if (!input) throw new Error(`${path} has no input`);
      const owner = await harness.as(harness.acme, "owner");
      const ask = (id: string) => outcome(call(owner, path, sampleInput(input, id)));
      const never = uuidv7();
      const [hidden, unknown] = [await ask(theirs), await ask(never)];
      const neutral = (answer: unknown) => JSON.stringify(answer).replaceAll(theirs, "ID").replaceAll(never, "ID");
      if ("refused" in unknown || !changesState(path)) expect(neutral(hidden)).toBe(neutral(unknown));
      expect(neutral(hidden)).not.toContain(whispered);
    },
  );
});

/** A successful mutation answers with fresh ids and times, which differ between any two calls. */
function changesState(path: string): boolean {
  return procedures.some((procedure) => procedure.path === path && procedure.type === "mutation");
}
