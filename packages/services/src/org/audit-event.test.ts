import {
  type ExportAuditEventsInput,
  exportAuditEventsInput,
  listAuditEventsInput,
} from "@steward/contracts/org/audit-event";
import { auditEvent } from "@steward/db/schema";
import { type ActingContext, actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { sql } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportAuditEvents, listAuditEvents } from "./audit-event.ts";
import { whereAuditEvents } from "./audit-event-queries.ts";

// The plans are the same at 200,000; this many are written in the time a test may take.
const rowCount = 50_000;
const rareRecord = "01999999-9999-7999-8999-999999999999";
const evil = '=HYPERLINK("http://evil.test")';

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
  const owner = new pg.Client({ connectionString: two.ownerUrl });
  await owner.connect();
  // A year of work: forty kinds of events, most of them everyday, by seven members; and one of each rare thing.
  await owner.query(
    `insert into audit_event (tenant_id, id, created_at, name, address, entity_id, actor_id, actor_name, request_id, payload)
     select $1, gen_random_uuid(), timestamptz '2026-01-01' + n * interval '600 seconds',
       format('crm.kind%s.updated', n % 40), format('crm.kind%s', n % 40), gen_random_uuid(),
       ($2::uuid[])[1 + n % 7], 'somebody', 'request', '{}' from generate_series(1, $3::int) n`,
    [two.acme.id, Object.values(two.acme.members).map(({ memberId }) => memberId), rowCount],
  );
  await owner.query(
    `insert into audit_event (tenant_id, id, created_at, name, address, entity_id, actor_id, actor_name, request_id, user_agent, payload)
     values ($1, gen_random_uuid(), '2026-02-01', 'org.tenant.suspended', 'org.tenant', $2, null, 'Olga Operator', 'rare',
       $3, '{}'),
       ($4, gen_random_uuid(), '2026-02-01', 'org.tenant.suspended', 'org.tenant', $2, null, 'Olga Operator', 'rare', '', '{}')`,
    [two.acme.id, rareRecord, evil, two.globex.id],
  );
  await owner.query("vacuum analyze audit_event");
  await owner.end();
});
afterAll(() => two?.close());

const owner = () => actingAs(two.database, two.acme, "owner");
const list = (input: object) => owner().read((ctx) => listAuditEvents(ctx, listAuditEventsInput.parse(input)));

interface Plan {
  "Node Type": string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

/** The rows the first page of a list looks at, whether it shows them or not; and the kinds of steps it takes. */
async function effort(ctx: ActingContext, input: object): Promise<{ rows: number; steps: string[] }> {
  const where = await whereAuditEvents(ctx, listAuditEventsInput.parse(input));
  const { rows } = await ctx.db.execute<{ "QUERY PLAN": { Plan: Plan }[] }>(
    sql`explain (analyze, format json) select * from ${auditEvent} where ${where ?? sql`true`}
        order by ${auditEvent.createdAt} desc, ${auditEvent.id} desc limit 51`,
  );
  const nodes: Plan[] = [];
  const walk = (plan: Plan) => {
    nodes.push(plan);
    plan.Plans?.forEach(walk);
  };
  for (const { Plan: plan } of rows[0]?.["QUERY PLAN"] ?? []) walk(plan);
  const seen = nodes.map(
    (node) => (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"],
  );
  return { rows: Math.max(...seen), steps: nodes.map((node) => node["Node Type"]) };
}

describe("the record is found", () => {
  it.each([
    ["an operator's name", { search: "olga" }],
    ["a word of the event's name", { search: "suspended" }],
    ["the record", { search: rareRecord }],
    ["the event", { filter: { name: "org.tenant.suspended" } }],
    ["the kind of record", { filter: { address: "org.tenant" } }],
    ["the day", { filter: { on: { from: "2026-01-31", to: "2026-01-31" } }, search: "olga" }],
    ["the request", { filter: { requestId: "rare" } }],
  ])("by %s", async (_, input) => {
    const { items } = await list(input);
    expect(items).toMatchObject([{ entityId: rareRecord, actorName: "Olga Operator", address: "org.tenant" }]);
  });

  it("by who did it, newest first, page by page", async () => {
    const first = await list({ search: "acme technician", limit: 10 });
    const second = await list({ search: "acme technician", limit: 10, cursor: first.nextCursor });
    const items = [...first.items, ...second.items];
    expect(new Set(items.map(({ id }) => id)).size).toBe(20);
    expect(items.every(({ actorId }) => actorId === two.acme.members.technician.memberId)).toBe(true);
    const times = items.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual([...times].sort((one, other) => other - one));
  });

  it("not by what stands nowhere, nor by half of another kind of record", async () => {
    expect((await list({ search: "nobody at all" })).items).toEqual([]);
    expect((await list({ filter: { address: "crm.kind" } })).items).toEqual([]);
    expect((await list({ search: "%" })).items).toEqual([]);
  });
});

describe("of many events, a page looks at few", () => {
  it.each([
    ["everything", {}],
    ["an operator's name", { search: "olga" }],
    ["a rare event", { search: "suspended" }],
    ["an everyday event", { search: "kind7.updated" }],
    ["a person", { search: "acme technician" }],
    ["a record", { search: rareRecord }],
    ["a kind of record", { filter: { address: "org.tenant" } }],
    ["an everyday kind of record", { filter: { address: "crm.kind7" } }],
    ["a day", { filter: { on: { from: "2026-01-31", to: "2026-01-31" } } }],
    ["words nobody wrote", { search: "nobody at all" }],
  ])("for %s", async (_, input) => {
    const { rows, steps } = await owner().write((ctx) => effort(ctx, input));
    expect(steps).not.toContain("Seq Scan");
    expect(rows).toBeLessThan(rowCount / 20);
  });
});

describe("the file", () => {
  it("has a header once and runs nothing in a spreadsheet", async () => {
    const input: ExportAuditEventsInput = exportAuditEventsInput.parse({ search: "olga" });
    const { text, rowCount: count, nextCursor } = await owner().read((ctx) => exportAuditEvents(ctx, input));
    expect(count).toBe(1);
    expect(nextCursor).toBeNull();
    expect(text.startsWith("\uFEFFWhen,What,By,")).toBe(true);
    expect(text.split("\r\n")).toHaveLength(3);
    expect(text).toContain(`"'${evil.replaceAll('"', '""')}"`);
  });

  it("goes on where a stretch ended", async () => {
    const ask = (cursor?: string | null) =>
      owner().read((ctx) => exportAuditEvents(ctx, exportAuditEventsInput.parse({ limit: 2_000, cursor })));
    const first = await ask();
    const second = await ask(first.nextCursor);
    expect([first.rowCount, second.rowCount]).toEqual([2_000, 2_000]);
    expect(second.text).not.toContain("When,What");
    expect(first.text).not.toContain(second.text.slice(0, 24));
  });
});
