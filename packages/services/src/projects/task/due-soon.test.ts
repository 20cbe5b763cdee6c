import type { StatusKind } from "@steward/contracts/projects/task";
import { auditEvent, notification } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ScheduleContext, StoredEvent } from "../../kernel/index.ts";
import { planDelivery, updatePreferences } from "../../notifications/index.ts";
import { setProjectStatus } from "../project/project.ts";
import { openWorkshop, type Worker, type Workshop } from "../project-fixture.ts";
import { removeTasks } from "./bulk.ts";
import { tellOfTasksDueSoon } from "./due-soon.ts";
import { createTask, updateTask } from "./task.ts";

let shop: Workshop;
let lead: Worker;
let doer: Worker;
let other: Worker;
beforeAll(async () => {
  shop = await openWorkshop();
  [lead, doer, other] = [shop.as("manager"), shop.as("member"), shop.as("technician")];
});
afterAll(() => shop.close());

/** What the clock does at some time, in nobody's name. */
const tell = (at: string) =>
  lead.act(({ db, tenant, requestId, source }) =>
    tellOfTasksDueSoon({ db, tenant, requestId, source, actor: null } satisfies ScheduleContext, new Date(at)),
  );
const notices = (id: string) =>
  lead.look(({ db }) =>
    db
      .select({ to: notification.memberId, actor: notification.actorName })
      .from(notification)
      .where(and(eq(notification.entityId, id), eq(notification.name, "projects.task.dueSoon"))),
  );
async function due(dueOn: string, kind: StatusKind = "todo", workshop = lead.start({}, doer, other)) {
  const project = await workshop;
  const statusId = project.statuses.find((status) => status.kind === kind)?.id ?? "";
  const input = { projectId: project.id, title: "Be on time", dueOn, statusId, assigneeIds: [doer.id] };
  const { id } = await lead.act((ctx) => createTask(ctx, input));
  return { id, project };
}

it("tells whoever is to do a task the day before it is due, where they are, and on no other day", async () => {
  const { id } = await due("2026-03-05");
  // New York: the evening of the 3rd, the morning of the 4th, and of the 5th.
  await tell("2026-03-04T04:00:00Z");
  expect(await notices(id)).toEqual([]);
  await tell("2026-03-04T12:00:00Z");
  await tell("2026-03-05T12:00:00Z");
  expect(await notices(id)).toEqual([{ to: doer.id, actor: "Steward" }]);
});

it("tells those who are to do it by then, not whoever was before", async () => {
  const { id } = await due("2026-04-05");
  await lead.act((ctx) => updateTask(ctx, { id, assigneeIds: [other.id] }));
  await tell("2026-04-04T12:00:00Z");
  expect((await notices(id)).map(({ to }) => to)).toEqual([other.id]);
});

it("says nothing of what has ended, was removed or is put away", async () => {
  const day = "2026-05-05";
  const [done, cancelled, removed, archived, open] = [
    await due(day, "done"),
    await due(day, "cancelled"),
    await due(day),
    await due(day),
    await due(day),
  ];
  await lead.act((ctx) => removeTasks(ctx, [removed.id]));
  await lead.act((ctx) => setProjectStatus(ctx, { id: archived.project.id, status: "archived" }));
  await tell("2026-05-04T12:00:00Z");
  for (const { id } of [done, cancelled, removed, archived]) expect(await notices(id)).toEqual([]);
  expect(await notices(open.id)).toHaveLength(1);
});

it("waits with the mail until quiet hours are over", async () => {
  const { id } = await due("2026-06-05");
  const now = new Date();
  const clock = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString().slice(11, 16);
  const quietHours = { from: clock(-1), until: clock(3) };
  await doer.act((ctx) => updatePreferences(ctx, { quietHours, timeZone: "UTC" }));
  await tell("2026-06-04T12:00:00Z");
  const [event] = await lead
    .look(({ db }) =>
      db
        .select()
        .from(auditEvent)
        .where(and(eq(auditEvent.name, "notifications.notification.created"), eq(auditEvent.actorName, "Steward")))
        .orderBy(auditEvent.id),
    )
    .then((all) => all.toReversed());
  expect(event?.audience).toEqual([doer.id]);
  await lead.act((ctx) => planDelivery(ctx, (event as StoredEvent).payload as { ids: string[] }));
  const owner = new pg.Client({ connectionString: shop.two.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ start_after: Date }>(
    "select start_after from pgboss.job where data->>'memberId' = $1 and state = 'created'",
    [doer.id],
  );
  await owner.end();
  const [mail] = rows;
  expect(rows).toHaveLength(1);
  expect(mail?.start_after.getTime()).toBeGreaterThan(now.getTime() + 2.9 * 3_600_000);
  expect(await notices(id)).toHaveLength(1);
});
