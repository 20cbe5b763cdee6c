import type { Role } from "@steward/contracts";
import { type ListApprovalRequestsInput, listApprovalRequestsInput } from "@steward/contracts/approvals/request";
import { createDatabase, type Database, uuidv7 } from "@steward/db";
import { actingAs } from "@steward/testing";
import { expectFew as expectFewReads, explainEverything } from "@steward/testing/plans";
import pg from "pg";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type Bureau, openBureau } from "./approval-fixture.ts";
import { listRequests } from "./request-queries.ts";

// The plans are the same for more; these many are written in the time a test may take.
const requests = 9_000;
const pending = 30;

let bureau: Bureau;
let explained: Database;

beforeAll(async () => {
  bureau = await openBureau();
  const owner = new pg.Client({ connectionString: bureau.two.ownerUrl });
  await owner.connect();
  // Past triggers and keys: the data is right by construction.
  await owner.query("set session_replication_role = replica; set synchronous_commit = off");
  const others = Array.from({ length: 60 }, () => uuidv7());
  await owner.query(
    `insert into member (tenant_id, id, user_id, name, email, role)
     select $1, id, id, 'Worker', id || '@acme.test', 'member' from unnest($2::uuid[]) id`,
    [bureau.two.acme.id, others],
  );
  // A week of everybody's for years, decided by whoever holds the permission; a few wait, the oldest of all among them.
  await owner.query(
    `insert into approvals_request (tenant_id, id, address, entity_id, title, requester_id, status, closed_at, due_at, created_at)
     select $1, gen_random_uuid(), 'time.timesheet', gen_random_uuid(), 'A week',
       ($2::uuid[])[1 + n % cardinality($2::uuid[])], case when n % ($3 / $4::int) = 0 then 'pending' else 'approved' end,
       case when n % ($3 / $4::int) > 0 then now() end, case when n % 3 > 0 then timestamptz '2024-01-08' + n * interval '1 hour' end,
       timestamptz '2024-01-01' + n * interval '1 hour'
     from generate_series(1, $3::int) n`,
    [bureau.two.acme.id, [bureau.id("member"), ...others], requests, pending],
  );
  await owner.query(
    `insert into approvals_step (tenant_id, id, request_id, position, name, status, permission)
     select tenant_id, gen_random_uuid(), id, 0, 'Timesheet', case status when 'pending' then 'open' else 'approved' end,
       'time.timesheet.decide'
     from approvals_request`,
  );
  await owner.query(
    `insert into approvals_entry (tenant_id, id, request_id, step_id, action, member_id)
     select r.tenant_id, gen_random_uuid(), r.id, s.id, 'approved', case when random() < 0.1 then $1::uuid else $2::uuid end
     from approvals_request r join approvals_step s on s.request_id = r.id where r.status = 'approved'`,
    [bureau.id("manager"), bureau.id("owner")],
  );
  await owner.query("vacuum analyze");
  await owner.end();
  await explainEverything(bureau.two.ownerUrl);
  explained = createDatabase(bureau.two.appUrl, { max: 1 });
});
afterAll(async () => {
  await explained?.close();
  await bureau?.two.close();
});

const expectFew = (rows: number, role: Role, input: Partial<ListApprovalRequestsInput>) =>
  expectFewReads(actingAs(explained, bureau.two.acme, role), "approvals_request", rows, (ctx) =>
    listRequests(ctx, listApprovalRequestsInput.parse(input)),
  );

const directions = ["asc", "desc"] as const;
const sorts = (["createdAt", "dueAt"] as const).flatMap((field) =>
  directions.map((direction) => ({ field, direction })),
);

describe("of 9,000 requests, a page looks at few", () => {
  it.each(sorts)("of whoever may decide, by $field, $direction", (sort) => expectFew(200, "manager", { sort }));

  it.each(sorts)("of whoever may decide none, by $field, $direction", (sort) => expectFew(1_000, "member", { sort }));

  it.each<[string, Role, Partial<ListApprovalRequestsInput>]>([
    ["those to decide", "manager", { filter: { scope: "toDecide" } }],
    ["one's own", "member", { filter: { scope: "mine" } }],
    ["those that one decided", "manager", { filter: { scope: "decided" } }],
    ["those that wait", "manager", { filter: { status: ["pending"] } }],
  ])("%s", (_name, role, input) => expectFew(2_000, role, input));
});
