import { defineEvent, defineSchedule, type ScheduleDefinition } from "@steward/contracts";
import { schedules as allSchedules } from "@steward/contracts/schedules";
import { uuidv7 } from "@steward/db";
import { installJobQueue } from "@steward/db/migrate";
import { auditEvent, tenant } from "@steward/db/schema";
import { createSystemDatabase } from "@steward/db/system";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { eq } from "drizzle-orm";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { runJob } from "../jobs/index.ts";
import { emit, handlePlatformSchedule, handleTenantSchedule } from "../kernel/index.ts";
import { askForDue, listSchedules, timesAround } from "./schedule.ts";

const sweep = defineSchedule("test.sweep", {
  description: "Sweeps",
  cron: "17 * * * *",
  per: "platform",
  timeZone: "UTC",
});
const digest = defineSchedule("test.digest", { description: "Tells", cron: "0 7 * * *", per: "tenant" });
const schedules = [sweep, digest];

let two: TwoTenants;
let owner: pg.Client;
beforeEach(async () => {
  two = await createTwoTenants();
  owner = new pg.Client({ connectionString: two.ownerUrl });
  await owner.connect();
  await installJobQueue(
    owner,
    two.ownerUrl,
    schedules.map(({ job }) => job),
  );
  await clockOf("acme", "Europe/Berlin");
  await clockOf("globex", "Pacific/Auckland");
});
afterEach(async () => {
  await owner?.end();
  await two?.close();
});

const clockOf = (who: "acme" | "globex", timeZone: string) =>
  two.system.update(tenant).set({ timeZone }).where(eq(tenant.id, two[who].id));
const at = (iso: string) => new Date(`2026-11-${iso}Z`);
const look = (iso: string, of: readonly ScheduleDefinition[] = schedules) => askForDue(two.system, of, at(iso));

/** What has been asked for and not been taken away by `finish`: `acme test.digest 2026-11-23T06:00:00.000Z`. */
async function asked(): Promise<string[]> {
  const { rows } = await owner.query(
    `select coalesce(t.slug || ' ', '') || j.name || ' ' || (j.data -> 'payload' ->> 'dueAt') as job
     from pgboss.job j left join tenant t on t.id::text = j.group_id where j.state < 'completed' order by 1`,
  );
  return rows.map(({ job }) => job.replace(/^(acme|globex)\S*/, "$1"));
}
const finish = () => owner.query("update pgboss.job set state = 'completed', completed_on = now()");
/** Plans everything, and is done with the first hour. */
const begin = () => look("23T00:00:00");

describe("work by the clock", () => {
  test("is asked for once for each time, however many workers look", async () => {
    const others = Array.from({ length: 3 }, () => createSystemDatabase(two.systemUrl));
    await begin();
    expect(await asked()).toEqual([]);
    const all = [two.system, ...others];
    for (const minute of ["16:59", "17:00", "17:00", "17:01", "59:59"]) {
      await Promise.all(all.map((system) => askForDue(system, [sweep], at(`23T00:${minute}`))));
    }
    expect(await asked()).toEqual(["test.sweep 2026-11-23T00:17:00.000Z"]);
    await Promise.all(others.map((other) => other.close()));
  });

  test("is done in each organisation by its own clock", async () => {
    await begin();
    await look("23T06:00:00", [digest]);
    expect(await asked()).toEqual(["acme test.digest 2026-11-23T06:00:00.000Z"]);
    await look("23T18:00:00", [digest]);
    expect(await asked()).toEqual([
      "acme test.digest 2026-11-23T06:00:00.000Z",
      "globex test.digest 2026-11-23T18:00:00.000Z",
    ]);
  });

  test("that was missed is made good for once, for the last time that passed", async () => {
    await begin();
    await look("26T12:00:00", [digest]);
    expect(await asked()).toEqual([
      "acme test.digest 2026-11-26T06:00:00.000Z",
      "globex test.digest 2026-11-25T18:00:00.000Z",
    ]);
    await finish();
    await look("26T12:00:01", [digest]);
    expect(await asked()).toEqual([]);
  });

  test("is not begun again while the last run is under way, and made good for afterwards", async () => {
    await begin();
    await look("23T00:17:00", [sweep]);
    await look("23T01:17:00", [sweep]);
    await look("23T02:17:00", [sweep]);
    expect(await asked()).toEqual(["test.sweep 2026-11-23T00:17:00.000Z"]);
    await finish();
    await look("23T02:20:00", [sweep]);
    expect(await asked()).toEqual(["test.sweep 2026-11-23T02:17:00.000Z"]);
  });

  test("rests while an organisation is suspended, and goes with it", async () => {
    await begin();
    const acme = eq(tenant.id, two.acme.id);
    await two.system.update(tenant).set({ suspendedAt: new Date() }).where(acme);
    await look("23T07:00:00", [digest]);
    expect(await asked()).toEqual([]);
    await two.system.update(tenant).set({ suspendedAt: null }).where(acme);
    await look("23T09:00:00", [digest]);
    expect(await asked()).toEqual(["acme test.digest 2026-11-23T06:00:00.000Z"]);
    await two.system.delete(tenant).where(acme);
    const { rows } = await owner.query("select tenant_id from pgboss.schedule_plan where name = 'test.digest'");
    expect(rows).toEqual([{ tenant_id: two.globex.id }]);
  });

  test("follows an organisation that moves, and a declaration that changes", async () => {
    await begin();
    await clockOf("acme", "America/New_York");
    await look("23T00:01:00");
    await look("23T06:30:00", [digest]);
    expect(await asked()).toEqual([]);
    await look("23T12:00:00", [digest]);
    expect(await asked()).toEqual(["acme test.digest 2026-11-23T12:00:00.000Z"]);
    await finish();
    const later = { ...digest, cron: "0 9 * * *" };
    await look("23T12:30:00", [later]);
    await look("23T14:00:00", [later]);
    expect(await asked()).toEqual(["acme test.digest 2026-11-23T14:00:00.000Z"]);
  });

  test("is shown with when it was and will be asked for", async () => {
    await begin();
    await look("23T06:00:00");
    expect(await listSchedules(two.system, schedules)).toEqual([
      {
        name: "test.sweep",
        description: "Sweeps",
        cron: "17 * * * *",
        timeZone: "UTC",
        organisations: null,
        nextAt: at("23T06:17:00"),
        lastAt: at("23T05:17:00"),
        waiting: 1,
        active: 0,
        failed: 0,
      },
      expect.objectContaining({
        name: "test.digest",
        timeZone: null,
        organisations: 2,
        nextAt: at("23T18:00:00"),
        lastAt: at("23T06:00:00"),
        waiting: 1,
      }),
    ]);
  });
});

describe("a run by the clock", () => {
  const told = defineEvent("test.digest.told", z.object({ dueAt: z.string() }));
  const attempt = { jobId: uuidv7(), attempt: 1, lastAttempt: false, signal: new AbortController().signal };
  const stored = async (name: string) =>
    (await owner.query("select id, data from pgboss.job where name = $1", [name])).rows[0];

  test("has its effect in an organisation once, however often it is tried, and in nobody's name", async () => {
    await begin();
    await look("23T06:00:00", [digest]);
    const { id, data } = await stored("test.digest");
    const handler = handleTenantSchedule(digest, (ctx, dueAt) =>
      emit(ctx, told, ctx.tenant.id, { dueAt: dueAt.toISOString() }),
    );
    for (let time = 0; time < 2; time += 1) await runJob(two.database, handler, data, { ...attempt, jobId: id });
    const events = await two.database.read(two.acme.id).select().from(auditEvent).where(eq(auditEvent.name, told.name));
    expect(events).toMatchObject([{ actorId: null, payload: { dueAt: "2026-11-23T06:00:00.000Z" } }]);
  });

  test("for the whole installation is told its time, and says what it has done", async () => {
    await begin();
    await look("23T00:17:00", [sweep]);
    const handler = handlePlatformSchedule(sweep, async ({ dueAt }) => ({ dueAt }));
    const { data } = await stored("test.sweep");
    expect(await runJob(two.database, handler, data, attempt)).toEqual({ dueAt: at("23T00:17:00") });
    expect(await runJob(two.database, handler, { ...data, cancelled: true }, attempt)).toBeUndefined();
  });
});

describe("the clock", () => {
  test.each(["Europe/Berlin", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])(
    "in %s strikes half past two once a day, in spring and autumn too",
    (timeZone) => {
      const day = new Intl.DateTimeFormat("sv-SE", { timeZone });
      let now = new Date("2026-01-01T12:00:00Z");
      const days: string[] = [];
      for (let time = 0; time < 400; time += 1) {
        const { last, next } = timesAround("30 2 * * *", timeZone, now);
        expect(new Date(last).getTime()).toBeLessThanOrEqual(now.getTime());
        now = new Date(next);
        days.push(day.format(now));
        expect(timesAround("30 2 * * *", timeZone, now).last).toBe(next);
      }
      const wanted = Array.from({ length: 400 }, (_, count) =>
        new Date(Date.UTC(2026, 0, 2 + count)).toISOString().slice(0, 10),
      );
      expect(days).toEqual(wanted);
    },
  );

  test("understands every declaration", () => {
    for (const { cron, timeZone } of allSchedules) {
      expect(() => timesAround(cron, timeZone ?? "UTC", new Date())).not.toThrow();
    }
  });
});
