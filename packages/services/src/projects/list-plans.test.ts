import { addDays } from "@steward/contracts/kernel/day";
import { listProjectsInput } from "@steward/contracts/projects/project";
import { listTasksInput, ownFieldSort, taskSortFields } from "@steward/contracts/projects/task";
import { workBuckets } from "@steward/contracts/projects/task-views";
import { createDatabase, type Database } from "@steward/db";
import { type ActingContext, actingAs } from "@steward/testing";
import { expectFew as expectFewReads, explainEverything } from "@steward/testing/plans";
import pg from "pg";
import { afterAll, beforeAll, describe, it } from "vitest";
import { listProjects } from "./project/queries.ts";
import { openWorkshop, type Workshop } from "./project-fixture.ts";
import { getMoreOfBoard, getTaskBoard } from "./task/board.ts";
import { getTaskCalendar } from "./task/calendar.ts";
import { listTasks } from "./task/list.ts";
import { listMyTasks } from "./task/mine.ts";
import { getWorkload } from "./workload.ts";

// The plans are the same for more; these many are written in the time a test may take.
const projects = 400;
const worked = 30;
const tasksEach = 500;

let shop: Workshop;
let explained: Database;
let projectId: string;
let statusId: string;
let fieldId: string;
let me: string;

beforeAll(async () => {
  shop = await openWorkshop();
  const colleagues = await shop.invite(40);
  me = shop.two.acme.members.manager.memberId;
  const owner = new pg.Client({ connectionString: shop.two.ownerUrl });
  await owner.connect();
  // Past triggers and keys: the data is right by construction.
  await owner.query("set session_replication_role = replica; set synchronous_commit = off");
  await owner.query(
    `insert into projects_project (tenant_id, id, name, key, status, owner_id, due_on, currency, created_at, updated_at, search_text)
     select $1, gen_random_uuid(), 'Project ' || n, 'P' || n, (array['active', 'planned', 'archived'])[1 + n % 3],
       ($2::uuid[])[1 + n % cardinality($2::uuid[])], case when n % 4 > 0 then date '2026-01-01' + n end, 'EUR',
       timestamptz '2026-01-01' + n * interval '1 hour', timestamptz '2026-02-01' + n * interval '1 hour', 'project ' || n
     from generate_series(1, $3::int) n`,
    [shop.two.acme.id, [me, ...colleagues.map(({ id }) => id)], projects],
  );
  await owner.query(
    `insert into projects_task_status (tenant_id, id, project_id, name, kind, position)
     select p.tenant_id, gen_random_uuid(), p.id, kind, kind, place
     from projects_project p, unnest(array['todo', 'inProgress', 'done']) with ordinality as step (kind, place)
     where substr(p.key, 2)::int <= $1`,
    [worked],
  );
  await owner.query(
    `insert into projects_task (tenant_id, id, project_id, number, title, status_id, rank, priority, reporter_id, start_on,
       due_on, closed_at, search_text, created_at, updated_at)
     select s.tenant_id, gen_random_uuid(), s.project_id, n, 'Task ' || (n * 7919) % 10007, s.id, 'a' || lpad(n::text, 8, '0') || 'V',
       n % 5, p.owner_id, d.day, case when n % 3 > 0 then d.day + 3 end, case when s.kind = 'done' then now() end,
       'task ' || (n * 7919) % 10007, now() - n * interval '1 hour', now() - n * interval '50 minutes'
     from projects_task_status s join projects_project p on p.tenant_id = s.tenant_id and p.id = s.project_id,
       generate_series(1, $1::int) n,
       lateral (select current_date - 440 + n + (substr(p.key, 2)::int % 7) as day) d
     where s.position = 1 + n % 3`,
    [tasksEach],
  );
  await owner.query(
    `insert into projects_task_assignee (tenant_id, id, task_id, member_id)
     select tenant_id, gen_random_uuid(), id, ($1::uuid[])[1 + (number + abs(hashtext(project_id::text))) % cardinality($1::uuid[])]
     from projects_task`,
    [[me, ...colleagues.map(({ id }) => id)]],
  );
  // A field of each project; one task in fifty answers Oak.
  await owner.query(
    `insert into projects_custom_field (tenant_id, id, project_id, name, kind, options)
     select tenant_id, gen_random_uuid(), id, 'Wood', 'choice', array['Oak', 'Ash'] from projects_project
     where substr(key, 2)::int <= $1`,
    [worked],
  );
  await owner.query(
    `insert into projects_task_value (tenant_id, id, task_id, field_id, text)
     select t.tenant_id, gen_random_uuid(), t.id, f.id, case when t.number % 50 = 0 then 'Oak' else 'Ash' end
     from projects_task t join projects_custom_field f on f.tenant_id = t.tenant_id and f.project_id = t.project_id`,
  );
  const { rows } = await owner.query<{ project: string; status: string; field: string }>(
    `select s.project_id as project, s.id as status, f.id as field
     from projects_task_status s join projects_custom_field f using (tenant_id, project_id) where s.kind = 'todo' limit 1`,
  );
  [projectId, statusId, fieldId] = [rows[0]?.project ?? "", rows[0]?.status ?? "", rows[0]?.field ?? ""];
  await owner.query("vacuum analyze");
  await owner.end();
  await explainEverything(shop.two.ownerUrl);
  explained = createDatabase(shop.two.appUrl, { max: 1 });
});
afterAll(async () => {
  await explained?.close();
  await shop?.close();
});

const expectFew = (table: string, rows: number, look: (ctx: ActingContext) => Promise<unknown>) =>
  expectFewReads(actingAs(explained, shop.two.acme, "manager"), table, rows, look);

const directions = ["asc", "desc"] as const;
const everySort = (fields: readonly string[]) =>
  fields.flatMap((field) => directions.map((direction) => ({ field, direction })));

describe("of many projects, a page looks at few", () => {
  it.each(everySort(["name", "createdAt", "updatedAt", "dueOn"]))("by $field, $direction", (sort) =>
    expectFew("projects_project", 250, (ctx) => listProjects(ctx, listProjectsInput.parse({ sort }))),
  );
});

describe("of many tasks, a page of one project looks at few", () => {
  it.each(everySort(taskSortFields))("by $field, $direction", (sort) =>
    expectFew("projects_task", 400, (ctx) => listTasks(ctx, listTasksInput.parse({ filter: { projectId }, sort }))),
  );

  const filters: Readonly<Record<string, () => object>> = {
    "those of somebody": () => ({ assigneeId: [me] }),
    "those of nobody": () => ({ assigneeId: ["none"] }),
    "a column": () => ({ statusId: [statusId] }),
    "what is done": () => ({ statusKind: ["done"] }),
    "what is urgent": () => ({ priority: ["urgent"] }),
    "what is late": () => ({ isOverdue: true }),
    "what is due in a week": () => ({ dueOn: { from: "2026-03-02", to: "2026-03-08" } }),
    "what is open": () => ({ isOpen: true }),
    "what is of oak": () => ({ customFields: { [fieldId]: ["Oak"] } }),
    "what says nothing of wood": () => ({ customFields: { [fieldId]: ["none"] } }),
  };
  it.each(Object.entries(filters))("with a filter: %s", (_name, filter) =>
    expectFew("projects_task", 2 * tasksEach, (ctx) =>
      listTasks(ctx, listTasksInput.parse({ filter: { projectId, ...filter() } })),
    ),
  );
});

it("an answer to a project's own field is found in the index of answers", () =>
  expectFew("projects_task_value", 100, (ctx) =>
    listTasks(ctx, listTasksInput.parse({ filter: { projectId, customFields: { [fieldId]: ["Oak"] } } })),
  ));

it.each(everySort([""]))("a page by an answer looks at the tasks of one project alone, $direction", ({ direction }) =>
  expectFew("projects_task", 4 * tasksEach, (ctx) =>
    listTasks(ctx, listTasksInput.parse({ filter: { projectId }, sort: { field: ownFieldSort(fieldId), direction } })),
  ),
);

describe("of the tasks of all projects, a page looks at few", () => {
  it.each(everySort(["updatedAt", "dueOn"]))("by $field, $direction", (sort) =>
    expectFew("projects_task", 800, (ctx) => listTasks(ctx, listTasksInput.parse({ sort }))),
  );

  it.each(workBuckets)("my work: %s", (bucket) =>
    expectFew("projects_task", (worked * tasksEach) / 2, (ctx) => listMyTasks(ctx, { bucket, limit: 50 })),
  );
});

const month = () => {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  return { from: day(0), to: day(30) };
};

describe("of all projects", () => {
  const week = () => ({ from: month().from, to: addDays(month().from, 6), filter: {} });
  // Besides the days that are drawn, the two months before it are looked at for what goes on until then.
  const reached = worked * (62 + 7 + 3);

  it("a calendar of a week looks at what lies in it", () =>
    expectFew("projects_task", 2 * reached, (ctx) => getTaskCalendar(ctx, week())));

  it("a workload of a week looks at what lies in it", () =>
    expectFew("projects_task", 2 * reached, (ctx) => getWorkload(ctx, week())));
});

describe("of a project", () => {
  it("a calendar of a month looks at its tasks alone", () =>
    expectFew("projects_task", 2 * tasksEach, (ctx) => getTaskCalendar(ctx, { ...month(), filter: { projectId } })));

  it.each(["none", "assignee", "priority"] as const)("a board with lanes by %s looks at its tasks alone", (swimlane) =>
    expectFew("projects_task", 4 * tasksEach, (ctx) =>
      getTaskBoard(ctx, { projectId, filter: {}, swimlane, limit: 30 }),
    ),
  );

  it("the next cards of a column look at its tasks alone", () =>
    expectFew("projects_task", 2 * tasksEach, (ctx) =>
      getMoreOfBoard(ctx, { projectId, statusId, filter: {}, swimlane: "none", limit: 30 }),
    ));
});
