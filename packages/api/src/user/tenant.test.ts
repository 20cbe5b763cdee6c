import { member } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHarness, type Harness, outcome } from "../contract/harness.ts";
import { recruit } from "../contract/recruit.ts";
import { createCaller } from "../router.ts";

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(() => harness?.close());

it("whoever asks for organisations without end, all at the same moment, gets an hour's worth", async () => {
  const person = await recruit(harness, harness.acme, { role: "guest" });
  const founder = createCaller(harness.asking(person.headers()));
  const place = { currency: "EUR", locale: "de", timeZone: "Europe/Berlin", country: "DE" };
  const asked = Array.from({ length: 30 }, (_, index) =>
    outcome(founder.user.tenant.create({ name: "Mine", slug: `mine-${index}`, ...place })),
  );
  const answers = await Promise.all(asked);
  expect(answers.filter((answer) => "value" in answer)).toHaveLength(20);
  expect(answers).toContainEqual({ refused: expect.stringContaining('"RATE_LIMITED"') });
  const owned = and(eq(member.userId, person.userId), eq(member.role, "owner"));
  expect(await harness.system.select().from(member).where(owned)).toHaveLength(20);
});
