import { tenantFingerprint } from "@steward/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attack, callInAnothersName, isForOwnHands, isForPeople } from "./attack.ts";
import { type Attacker, recruitAttackers } from "./attackers.ts";
import { createHarness, type Harness, outcome } from "./harness.ts";
import { call, procedures } from "./procedures.ts";

/** How many attackers each guard has to withstand: fewer, and somebody has been forgotten. */
const least = { public: 0, user: 15, operator: 25, tenant: 25 } as const;

let harness: Harness;
let attackers: Attacker[];
let before: unknown;
beforeAll(async () => {
  harness = await createHarness();
  attackers = await recruitAttackers(harness);
  before = await fingerprints();
});
afterAll(async () => harness.close());

async function fingerprints(): Promise<unknown> {
  const [acme, globex] = await Promise.all(
    [harness.acme, harness.globex].map(({ id }) => tenantFingerprint(harness.ownerUrl, id)),
  );
  // The weak are armed with a role and a key of their own for each procedure.
  return { acme: { ...acme, custom_role: "", api_key: "" }, globex: { ...globex, api_key: "" } };
}

describe("an attack on the whole router", () => {
  it.each(procedures)("$path refuses everybody who may not call it, before it looks at the body", async (procedure) => {
    const { calls, breaches } = await attack(harness, attackers, procedure);
    expect(breaches).toEqual([]);
    expect(calls).toBeGreaterThanOrEqual(least[procedure.meta.guard]);
  });

  it("has changed nothing, neither in the organisation nor in the other one", async () => {
    expect(await fingerprints()).toEqual(before);
  });

  it("is made by attackers of whom each is refused somewhere, for a reason of their own", () => {
    for (const attacker of attackers) {
      expect(
        procedures.some((procedure) => attacker.refusal(procedure) !== null),
        attacker.name,
      ).toBe(true);
    }
    expect(new Set(attackers.map(({ name }) => name)).size).toBe(attackers.length);
  });

  it("would notice a guard that lets somebody pass: an owner of the organisation gets as far as the body", async () => {
    const owner = () => harness.as(harness.acme, "owner");
    for (const { path, meta, input } of procedures) {
      if (meta.guard !== "tenant" || input?.safeParse({ nonsense: true }).success) continue;
      const answer = await outcome(call(await owner(), path, { nonsense: true }));
      expect(answer, path).toEqual({ refused: expect.stringContaining('"INVALID"') });
    }
  });
});

describe("another person's own affairs", () => {
  const affairs = procedures.filter((procedure) => isForOwnHands(procedure) || isForPeople(procedure));
  it.each(affairs)("$path is for their own hands only", async (procedure) => {
    expect(await callInAnothersName(harness, procedure)).toEqual({ calls: expect.any(Number), breaches: [] });
  });
});
