import { uuidv7 } from "@steward/db";
import { user } from "@steward/db/schema";
import { insertSampleRows, randomInputs } from "@steward/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomFrom } from "./crossing.ts";
import { createHarness, type Harness, outcome } from "./harness.ts";
import { call, procedures } from "./procedures.ts";

const queries = procedures.filter(({ type }) => type === "query");
const attempts = 20;

let harness: Harness;
const ids = [uuidv7(), uuidv7()];
beforeAll(async () => {
  harness = await createHarness();
  const { userId } = harness.acme.members.owner;
  await harness.system.update(user).set({ operator: true }).where(eq(user.id, userId));
  for (const id of ids) await insertSampleRows(harness.ownerUrl, harness.acme, id);
  ids.push(userId, harness.acme.id, harness.globex.id, uuidv7());
});
afterAll(() => harness.close());

/** Pages, filters, sorts and searches of every list among them: SQL that nobody has run is SQL that nobody knows. */
describe("every query has an answer for whoever may ask it, or a refusal with a reason", () => {
  it.each(queries)("$path", async ({ path, input }) => {
    const random = randomFrom(1);
    const id = () => ids[Math.floor(random() * ids.length)] ?? "";
    const make = input ? randomInputs(input) : () => undefined;
    const context = await harness.as(harness.acme, "owner");
    const answers = await Promise.all(
      // Throws where nobody foresaw what happened.
      Array.from({ length: attempts }, () => outcome(call(context, path, make({ random, id })))),
    );
    expect(answers.filter((answer) => "refused" in answer && /FORBIDDEN|UNAUTHENTICATED/.test(answer.refused))).toEqual(
      [],
    );
  });
});
