import { uuidv7 } from "@steward/db";
import { auditEvent } from "@steward/db/schema";
import { insertSampleRows, sampleInput } from "@steward/testing";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContext } from "../kernel/context.ts";
import { createHarness, type Harness, outcome } from "./harness.ts";
import { call, procedures } from "./procedures.ts";

const mutations = procedures.filter(({ meta, type }) => meta.guard === "tenant" && type === "mutation");
const userAgent = "A browser of the tests";

/** Procedures that succeeded and so had to leave a record. */
const succeeded: string[] = [];

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(async () => harness.close());

/** Calls the procedure as the owner, about a record of its own, in a request of its own. */
async function act({ path, input }: (typeof mutations)[number], index: number) {
  const id = uuidv7();
  await insertSampleRows(harness.ownerUrl, harness.acme, id, `sample ${index}`);
  const { request } = await harness.as(harness.acme, "owner");
  const headers = new Headers(request.headers);
  headers.set("user-agent", userAgent);
  const requestId = `request ${path}`;
  const context = createContext(harness.platform, { ...request, headers, requestId });
  const answer = await outcome(call(context, path, input && sampleInput(input, id)));
  const events = await harness.system
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.tenantId, harness.acme.id), eq(auditEvent.requestId, requestId)));
  return { answer, events };
}

/** Members that name a secret and hold something. */
function secretsIn(value: unknown, key = ""): string[] {
  if (typeof value !== "object" || value === null) {
    return /password|secret|token|hash/i.test(key) && value !== null && value !== "[removed]" ? [key] : [];
  }
  return Object.entries(value).flatMap(([name, member]) => secretsIn(member, Array.isArray(value) ? key : name));
}

describe("every mutation leaves a record in its own transaction", () => {
  it.each(mutations.map((procedure, index) => ({ ...procedure, index })))("$path", async ({ index, ...procedure }) => {
    const { answer, events } = await act(procedure, index);
    if ("refused" in answer) {
      expect(events).toEqual([]);
      return;
    }
    succeeded.push(procedure.path);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      expect(event).toMatchObject({
        procedure: procedure.path,
        clientAddress: "192.0.2.1",
        userAgent,
        actorId: harness.acme.members.owner.memberId,
        actorName: "acme owner",
        impersonatorName: null,
      });
      expect(event.address).toBe(event.name.slice(0, event.name.lastIndexOf(".")));
      expect(secretsIn(event.payload)).toEqual([]);
      expect(JSON.stringify(event.payload)).not.toMatch(/[\w.+-]{2,}@/);
    }
  });

  it("was asked of more than half of them, with samples that do succeed", () => {
    expect(succeeded.length).toBeGreaterThan(mutations.length * 0.5);
  });
});
