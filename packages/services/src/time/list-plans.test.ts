import type { Role } from "@steward/contracts";
import { listTimeEntriesInput } from "@steward/contracts/time/entry";
import { listTimesheetsInput } from "@steward/contracts/time/timesheet";
import { createDatabase, type Database, uuidv7 } from "@steward/db";
import { type ActingContext, actingAs } from "@steward/testing";
import { expectFew as expectFewReads, explainEverything } from "@steward/testing/plans";
import pg from "pg";
import { afterAll, beforeAll, describe, it } from "vitest";
import { listTimeEntries } from "./entry-queries.ts";
import { openWorkshop, type Workshop } from "./time-fixture.ts";
import { getWeek, listTimesheets } from "./timesheet-queries.ts";

// The plans are the same for more; these many are written in the time a test may take.
const people = 60;
const weeks = 120;

let shop: Workshop;
let explained: Database;
let projectId: string;
const technician = () => shop.two.acme.members.technician.memberId;

beforeAll(async () => {
  shop = await openWorkshop();
  projectId = await shop.project();
  const owner = new pg.Client({ connectionString: shop.two.ownerUrl });
  await owner.connect();
  // Past triggers and keys: the data is right by construction.
  await owner.query("set session_replication_role = replica; set synchronous_commit = off");
  const others = Array.from({ length: people - 1 }, () => uuidv7());
  await owner.query(
    `insert into member (tenant_id, id, user_id, name, email, role)
     select $1, id, id, 'Worker', id || '@acme.test', 'member' from unnest($2::uuid[]) id`,
    [shop.two.acme.id, others],
  );
  const all = [technician(), ...others];
  await owner.query(
    `insert into time_timesheet (tenant_id, id, member_id, week_on, status, created_at)
     select $1, gen_random_uuid(), id, date '2024-01-01' + 7 * n,
       case when n > $3::int - 3 then 'draft' when n = $3::int - 3 then 'submitted' else 'approved' end,
       timestamptz '2024-01-01' + n * interval '7 days' + random() * interval '1 day'
     from unnest($2::uuid[]) id, generate_series(1, $3::int) n`,
    [shop.two.acme.id, all, weeks],
  );
  await owner.query(
    `insert into time_entry (tenant_id, id, member_id, project_id, day, minutes, is_billable, currency, created_at)
     select $1, gen_random_uuid(), id, case when n % 50 = 0 then $4::uuid end, date '2024-01-01' + 2 * n, 60, n % 40 > 0, 'EUR',
       timestamptz '2024-01-01' + n * interval '2 days' + random() * interval '1 day'
     from unnest($2::uuid[]) id, generate_series(1, $3::int) n`,
    [shop.two.acme.id, all, (weeks * 7) / 2, projectId],
  );
  await owner.query("vacuum analyze");
  await owner.end();
  await explainEverything(shop.two.ownerUrl);
  explained = createDatabase(shop.two.appUrl, { max: 1 });
});
afterAll(async () => {
  await explained?.close();
  await shop?.two.close();
});

const expectFew = (
  table: string,
  rows: number,
  look: (ctx: ActingContext) => Promise<unknown>,
  role: Role = "manager",
) => expectFewReads(actingAs(explained, shop.two.acme, role), table, rows, look);

const directions = ["asc", "desc"] as const;
const bySort = (fields: readonly string[]) =>
  fields.flatMap((field) => directions.map((direction) => ({ field, direction })));

describe("of 7,200 weeks, a page looks at few", () => {
  it.each(bySort(["weekOn", "createdAt"]))("by $field, $direction", (sort) =>
    expectFew("time_timesheet", 150, (ctx) => listTimesheets(ctx, listTimesheetsInput.parse({ sort }))),
  );

  it.each(bySort(["weekOn", "createdAt"]))("of one's own, by $field, $direction", (sort) =>
    expectFew(
      "time_timesheet",
      6 * weeks,
      (ctx) => listTimesheets(ctx, listTimesheetsInput.parse({ sort })),
      "technician",
    ),
  );

  it.each<[string, () => object]>([
    ["those to decide", () => ({ toDecide: true })],
    ["those of a person", () => ({ memberId: [technician()] })],
    ["those of a month", () => ({ weekOn: { from: "2025-03-01", to: "2025-03-31" } })],
  ])("with a filter: %s", (_name, filter) =>
    expectFew("time_timesheet", 3 * weeks, (ctx) =>
      listTimesheets(ctx, listTimesheetsInput.parse({ filter: filter() })),
    ),
  );
});

describe("of 25,200 entries, a page looks at few", () => {
  it.each(bySort(["day", "createdAt"]))("by $field, $direction", (sort) =>
    expectFew("time_entry", 150, (ctx) => listTimeEntries(ctx, listTimeEntriesInput.parse({ sort }))),
  );

  it.each(bySort(["day", "createdAt"]))("of one's own, by $field, $direction", (sort) =>
    expectFew("time_entry", 600, (ctx) => listTimeEntries(ctx, listTimeEntriesInput.parse({ sort })), "technician"),
  );

  it.each<[string, () => object]>([
    ["those of a project", () => ({ projectId: [projectId] })],
    ["those of a person", () => ({ memberId: [technician()] })],
    ["those of a month", () => ({ day: { from: "2025-03-01", to: "2025-03-31" } })],
  ])("with a filter: %s", (_name, filter) =>
    expectFew("time_entry", 1_200, (ctx) => listTimeEntries(ctx, listTimeEntriesInput.parse({ filter: filter() }))),
  );

  it("a week looks at its own", () =>
    expectFew("time_entry", 30, (ctx) => getWeek(ctx, { weekOn: "2025-03-03" }), "technician"));
});
