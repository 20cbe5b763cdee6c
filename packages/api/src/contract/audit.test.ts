import { uuidv7 } from "@steward/db";
import { auditEvent } from "@steward/db/schema";
import { insertSampleRows, sampleInput } from "@steward/testing";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createContext } from "../kernel/context.ts";
import { type Before, goodCalls } from "./good-calls.ts";
import { createHarness, type Harness, outcome } from "./harness.ts";
import { call, procedures } from "./procedures.ts";

const ofRoles = ({ path }: { path: string }) => Number(path.startsWith("org.role."));
/** Those of roles first: each call brings sample rows of its own, a role among them, and there is an end to how many there may be. */
const mutations = procedures
  .filter(({ meta, type }) => meta.guard === "tenant" && type === "mutation")
  .toSorted((one, other) => ofRoles(other) - ofRoles(one));
const userAgent = "A browser of the tests";

/** Procedures that succeeded and so had to leave a record. */
const succeeded: string[] = [];

/** What cannot succeed for an owner of this test, and where it does. */
const elsewhere: Readonly<Record<string, string>> = {
  "approvals.request.decide": "approval.test.ts of the services: somebody else has to have asked",
  "crm.import.retry": "import.test.ts of the services: a worker has to have run it",
  "crm.import.undo": "import.test.ts of the services: a worker has to have run it",
  "files.file.attach": "file.test.ts of the services: its bytes have to have come",
  "files.file.confirm": "file.test.ts of the services: its bytes have to have come",
  "org.domain.verify": "domain.test.ts of the services: a name server has to publish a record",
  "org.member.leave": "member.test.ts of the services: an owner who is alone may not",
  "time.timesheet.decide": "timesheet.test.ts: somebody else has to have submitted a week",
  "time.timesheet.lock": "timesheet.test.ts of the services: somebody else's week has to be approved",
  "time.timesheet.reopen": "timesheet.test.ts of the services: somebody else's week has to be approved",
  "projects.import.undo": "import.test.ts of the services: a worker has to have run it",
  "org.tenant.requestDeletion": "tenant-removal.test.ts of the services: it ends the organisation of this test",
};

let harness: Harness;
beforeAll(async () => {
  harness = await createHarness();
});
afterAll(async () => harness.close());

/** Now here, now there: sample rows for all procedures are more than some limits let one organisation have. */
const tenantOf = (index: number) => (index % 2 === 0 ? harness.acme : harness.globex);

/** Calls the procedure as the owner, about a record of its own, in a request of its own. */
async function act({ path, input }: (typeof mutations)[number], index: number) {
  const id = uuidv7();
  const tenant = tenantOf(index);
  await insertSampleRows(harness.ownerUrl, tenant, id, `sample ${index}`);
  const { request } = await harness.as(tenant, "owner");
  const before: Before = (path, body) => call(createContext(harness.platform, request), path, body);
  const headers = new Headers(request.headers);
  headers.set("user-agent", userAgent);
  const requestId = `request ${path}`;
  const good = goodCalls[path];
  const body = good ? await good(id, before) : input && sampleInput(input, id);
  const context = createContext(harness.platform, { ...request, headers, requestId });
  const answer = await outcome(call(context, path, body));
  const events = await harness.system
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.tenantId, tenant.id), eq(auditEvent.requestId, requestId)));
  return { answer, events };
}

/** Members that name a secret and hold something. */
function secretsIn(value: unknown, key = ""): string[] {
  if (typeof value !== "object" || value === null) {
    return /password|secret|token|hash/i.test(key) && value !== null && value !== "[removed]" ? [key] : [];
  }
  return Object.entries(value).flatMap(([name, member]) => secretsIn(member, Array.isArray(value) ? key : name));
}

/** What was changed, each with what it was and what it became. */
function expectBeforeAndAfter(payload: unknown): void {
  const { changes } = z.object({ changes: z.record(z.string(), z.strictObject(bothValues)) }).parse(payload);
  expect(Object.keys(changes).length).toBeGreaterThan(0);
  for (const { from, to } of Object.values(changes)) expect(from).not.toEqual(to);
}
const bothValues = { from: z.json(), to: z.json() };

describe("every mutation leaves a record in its own transaction", () => {
  it.each(mutations.map((procedure, index) => ({ ...procedure, index })))("$path", async ({ index, ...procedure }) => {
    const { answer, events } = await act(procedure, index);
    if ("refused" in answer) {
      expect(events).toEqual([]);
      // Which rule refuses what is for the rules' own tests, but a body that is no good tests nothing here.
      expect(Object.keys(elsewhere), answer.refused).toContain(procedure.path);
      return;
    }
    succeeded.push(procedure.path);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      expect(event).toMatchObject({
        procedure: procedure.path,
        clientAddress: "192.0.2.1",
        userAgent,
        actorId: tenantOf(index).members.owner.memberId,
        actorName: `${tenantOf(index).slug} owner`,
        impersonatorName: null,
      });
      if (/[uU]pdated$/.test(event.name)) expectBeforeAndAfter(event.payload);
      expect(event.address).toBe(event.name.slice(0, event.name.lastIndexOf(".")));
      expect(secretsIn(event.payload)).toEqual([]);
      expect(JSON.stringify(event.payload)).not.toMatch(/[\w.+-]{2,}@/);
    }
  });

  it("was asked of all that can succeed here", () => {
    const missed = mutations.map(({ path }) => path).filter((path) => !succeeded.includes(path));
    expect(missed.sort()).toEqual(Object.keys(elsewhere).sort());
  });
});
