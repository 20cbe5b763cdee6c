import { permissionsOf } from "@steward/contracts";
import { createDatabase, uuidv7 } from "@steward/db";
import { member, task, user } from "@steward/db/schema";
import { startTestServer } from "@steward/db/testing";
import type { ServiceContext } from "@steward/services/kernel";
import { createProject, createTask, getTaskBoard, listTasks, moveTask, updateTask } from "@steward/services/projects";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq, sql } from "drizzle-orm";
import pg from "pg";
import type { Measure, Report } from "../kernel/report.ts";

const people = 50;
const cards = 100;
const movesEach = 40;
const quietMoves = 200;
/** As many as a node of the API has. */
const connections = 10;

type Act = <T>(work: (ctx: ServiceContext) => Promise<T>) => Promise<T>;

export const measure: Measure = {
  name: "board",
  description:
    "fifty people put one column's cards in order at once: one order, no card lost; no description overwritten",
  async run(report) {
    const { server, stop } = await startTestServer();
    try {
      await using two = await createTwoTenants(server);
      const database = createDatabase(two.appUrl, { applicationName: "steward-proof", max: connections });
      try {
        await prove(report, two, await invite(two, database));
      } finally {
        await database.close();
      }
    } finally {
      await stop();
    }
  },
};

/** Colleagues, each of whom asks in a request of their own. */
async function invite({ acme, system }: TwoTenants, database: TwoTenants["database"]): Promise<Map<string, Act>> {
  const crowd = Array.from({ length: people }, (_, index) => ({
    ...{ memberId: uuidv7(), userId: uuidv7(), name: `Person ${index}`, email: `person-${index}@acme.test` },
    role: "manager" as const,
  }));
  await system.insert(user).values(crowd.map(({ userId, name, email }) => ({ id: userId, name, email })));
  await system
    .insert(member)
    .values(crowd.map(({ memberId, ...person }) => ({ ...person, tenantId: acme.id, id: memberId })));
  const act = (person: (typeof crowd)[number]): Act => {
    const actor = {
      ...person,
      permissions: permissionsOf(person.role),
      customRole: null,
      apiKey: null,
      impersonator: null,
    };
    return (work) =>
      database.withTenant(acme.id, (db) => {
        const source = { procedure: "proof", clientAddress: null, userAgent: null };
        return work({ db, tenant: acme, actor, requestId: "proof", source });
      });
  };
  return new Map(crowd.map((person) => [person.memberId, act(person)]));
}

async function prove(report: Report, { ownerUrl }: TwoTenants, crowd: ReadonlyMap<string, Act>): Promise<void> {
  const acts = [...crowd.values()];
  const [first, second] = acts;
  if (!first || !second) throw new Error("Nobody came.");
  const { id: projectId, statuses } = await first((ctx) => createProject(ctx, { name: "Crowded", key: "CROWD" }));
  const [, todo = { id: "" }, doing = { id: "" }] = statuses;
  const ids: string[] = [];
  for (let index = 0; index < cards; index += 1) {
    const made = await first((ctx) => createTask(ctx, { projectId, title: `Card ${index}`, statusId: todo.id }));
    ids.push(made.id);
  }
  const random = (below: number) => Math.floor(Math.random() * below);
  const any = () => ids[random(ids.length)] ?? "";

  report.progress(`${people} people, ${movesEach} moves each, among ${cards} cards`);
  const times: number[] = [];
  let failed = 0;
  const begun = performance.now();
  await Promise.all(
    acts.map(async (act) => {
      for (let move = 0; move < movesEach; move += 1) {
        const statusId = random(5) === 0 ? doing.id : todo.id;
        const neighbours = random(4) === 0 ? { afterId: null } : { afterId: any(), beforeId: any() };
        const from = performance.now();
        await act((ctx) => moveTask(ctx, { id: any(), statusId, ...neighbours })).catch((error: unknown) => {
          failed += 1;
          report.progress(String(error));
        });
        times.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  times.sort((one, other) => one - other);
  report.figure("moves at once", times.length, "", { atLeast: people * movesEach });
  report.figure("moves that failed", failed, "", { atMost: 0 });
  report.figure("moves a second", Math.round(times.length / seconds), "");
  report.figure("a move among fifty, p95", Math.round(times[Math.floor(times.length * 0.95)] ?? 0), "ms");

  const rows = await first(({ db }) =>
    db
      .select({ id: task.id, statusId: task.statusId, rank: task.rank })
      .from(task)
      .where(eq(task.projectId, projectId)),
  );
  const places = new Set(rows.map(({ statusId, rank }) => `${statusId} ${rank}`));
  report.figure("cards lost or doubled", cards - new Set(rows.map(({ id }) => id)).size, "", { atMost: 0 });
  report.figure("cards that share a place with another", rows.length - places.size, "", { atMost: 0 });
  report.figure("longest rank", Math.max(...rows.map(({ rank }) => rank.length)), "characters", { atMost: 100 });

  await measureReading(report, ownerUrl, first);
  await proveQuiet(report, first, projectId, todo.id, random);
  await proveDescriptions(report, acts, any());
}

const projects = 20;
const tasksEach = 5_000;
const rounds = 15;

/** Tables of this size are known to the planner long before they have it. */
async function analyse(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("analyze");
  } finally {
    await client.end();
  }
}

/** How long the answers take that screens of a large organisation begin with. */
async function measureReading(report: Report, ownerUrl: string, act: Act): Promise<void> {
  report.progress(`${projects} projects of ${tasksEach} tasks`);
  const filled: string[] = [];
  for (let index = 0; index < projects; index += 1) {
    const made = await act((ctx) =>
      createProject(ctx, { name: `Large ${index}`, key: `L${String(index).padStart(3, "0")}` }),
    );
    filled.push(made.id);
    await act(({ db, actor }) =>
      db.execute(sql`
        insert into ${task} (id, project_id, number, title, status_id, rank, reporter_id, priority, due_on, search_text)
        select gen_random_uuid(), ${made.id}, n, 'Task ' || n, (${sql.param(made.statuses.map(({ id }) => id))}::uuid[])[1 + n % 6],
          lpad(n::text, 6, '0'), ${actor.memberId}, n % 5, date '2026-01-01' + n % 365, 'task ' || n
        from generate_series(1, ${tasksEach}::int) n`),
    );
  }
  await analyse(ownerUrl);
  const [projectId = ""] = filled;
  const sort = { field: "dueOn", direction: "asc" } as const;
  const reads: Record<string, (ctx: ServiceContext) => Promise<unknown>> = {
    "a page of a project": (ctx) => listTasks(ctx, { filter: { projectId }, sort, limit: 50 }),
    "a page of all projects": (ctx) => listTasks(ctx, { filter: {}, sort, limit: 50 }),
    "a page that is searched for": (ctx) => listTasks(ctx, { search: "4711", filter: { projectId }, sort, limit: 50 }),
    "a board": (ctx) => getTaskBoard(ctx, { projectId, filter: {}, swimlane: "none", limit: 30 }),
    "a board with lanes": (ctx) => getTaskBoard(ctx, { projectId, filter: {}, swimlane: "priority", limit: 30 }),
  };
  for (const [name, read] of Object.entries(reads)) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now();
      await act(read);
      times.push(performance.now() - from);
    }
    times.sort((one, other) => one - other);
    const range = [times[0] ?? 0, times.at(-1) ?? 0] as const;
    report.figure(`${name}, of ${projects * tasksEach} tasks`, times[rounds >> 1] ?? 0, "ms", { atMost: 150 }, range);
  }
}

/** With nobody else about, each card lands exactly where it was put, as in a list of this process's own. */
async function proveQuiet(
  report: Report,
  act: Act,
  projectId: string,
  statusId: string,
  random: (below: number) => number,
) {
  const read = async () => {
    const { cells } = await act((ctx) => getTaskBoard(ctx, { projectId, filter: {}, swimlane: "none", limit: cards }));
    return cells.find((cell) => cell.statusId === statusId)?.items.map(({ id }) => id) ?? [];
  };
  const order = await read();
  let astray = 0;
  for (let move = 0; move < quietMoves; move += 1) {
    const [id = ""] = order.splice(random(order.length), 1);
    // The same gap again and again, at which ranks grow until the column is numbered anew.
    const at = move % 2 === 0 ? 1 : random(order.length + 1);
    order.splice(at, 0, id);
    await act((ctx) => moveTask(ctx, { id, statusId, afterId: order[at - 1] ?? null }));
    if ((await read()).join() !== order.join()) astray += 1;
  }
  report.figure("quiet moves that led elsewhere", astray, "", { atMost: 0 });
}

/** Everybody has the same version open, and saves. */
async function proveDescriptions(report: Report, acts: readonly Act[], id: string): Promise<void> {
  const [first] = acts;
  if (!first) return;
  const { version } = await first((ctx) => updateTask(ctx, { id, title: "To be described" }));
  const outcomes = await Promise.all(
    acts.map((act, index) =>
      act((ctx) => updateTask(ctx, { id, version, title: `Described by ${index}` })).then(
        () => "saved",
        (error: { reason?: string }) => error.reason ?? String(error),
      ),
    ),
  );
  const count = (what: string) => outcomes.filter((outcome) => outcome === what).length;
  report.figure("saves of one version that were taken", count("saved"), "", { atMost: 1 });
  report.figure("people who were told that somebody was faster", count("record_changed"), "", { atLeast: people - 1 });
}
