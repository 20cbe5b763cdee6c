import pg from "pg";
import type { Measure, Report } from "../kernel/report.ts";
import { openHouse } from "../list/house.ts";
import { assemble, type Cast } from "../wire/cast.ts";
import type { Runner } from "../wire/compare.ts";
import type { LoopJob } from "../wire/contestant/loop.ts";
import { furnish } from "../wire/fixture.ts";
import { serialMark } from "../wire/load.ts";
import { placement } from "../wire/machine.ts";
import { entryOf, openRig, type Rig } from "../wire/rig.ts";
import { type Asked, askedOf } from "../wire/row/asked.ts";
import { measureDeepPage } from "../wire/row/deep-page.ts";
import { measureMemory } from "../wire/row/memory.ts";
import { measureOverload } from "../wire/row/overload.ts";
import { checkSameRows, type Written } from "../wire/row/same-rows.ts";
import { measureSerializer } from "../wire/row/serializer.ts";
import { lanes, measureThroughput, type Pace } from "../wire/row/throughput.ts";

/** `STEWARD_BENCH_TRIAL=1`: a look at whether everything runs, in two minutes; its figures say little. */
const isTrial = process.env.STEWARD_BENCH_TRIAL === "1";
const pace: Pace = isTrial ? { rounds: 2, roundMs: 1_000 } : { rounds: 5, roundMs: 2_500 };
const requests = isTrial ? { early: 2_000, late: 10_000 } : { early: 20_000, late: 200_000 };

export const measure: Measure = {
  name: "wire",
  description:
    "a call over HTTP against what else could serve it: adapters, frameworks, plain node:http, no HTTP at all",
  parts: ["serializer", "rates", "deep-page", "overload", "memory"],
  async run(report, parts) {
    await using house = await openHouse();
    report.progress(placement);
    report.progress("gathering 102,000 accounts");
    const fixture = await furnish(house);
    await using rig = await openRig(house, fixture);
    const asked = askedOf(fixture);
    if (parts.has("serializer")) await measureSerializer(report, rig);
    if (parts.has("rates")) {
      await using cast = await assemble(rig, report.progress);
      await checkSameRows(report, cast, asked, () => countWritten(fixture.ownerUrl));
      await measureRates(report, rig, cast, asked);
    }
    if (parts.has("deep-page")) await measureDeepPage(report, rig, pace);
    if (parts.has("overload")) await measureOverload(report, rig, asked.list.ours, pace);
    if (parts.has("memory")) await measureMemory(report, rig, asked.short.ours, requests);
  },
};

async function measureRates(report: Report, rig: Rig, cast: Cast, asked: Asked): Promise<void> {
  const { ours, standalone, expert, raw, next } = cast;
  const one = <T>(of: T, request: Asked["list"]["ours"]) => ({ of, requests: [request] });
  await measureThroughput(report, rig, pace, {
    title: "small answer, no database",
    asked: {
      ours: one(cast.wire, asked.small.trpc("/small/")),
      "upstream standalone": one(standalone, asked.small.trpc("/small/")),
      "expert's Fastify": one(expert, asked.small.rest),
      "raw node:http": one(raw, asked.small.rest),
      "Next route handler": one(next, asked.small.trpc("/trpc/")),
    },
    ratios: [
      { of: "ours", over: "upstream standalone", goal: { atLeast: 4 } },
      { of: "ours", over: "expert's Fastify", goal: { atLeast: 0.6 } },
    ],
  });
  await measureThroughput(report, rig, pace, {
    title: "account.list, 50 rows",
    asked: {
      ours: one(ours, asked.list.ours),
      "upstream standalone": one(standalone, asked.list.ours),
      "expert's Fastify": one(expert, asked.list.expert),
      "raw node:http + pg": one(raw, asked.list.raw),
      "Next route handler": one(next, asked.list.next),
    },
    besides: { "SQL in a loop": await sqlLoop(rig) },
    ratios: [
      { of: "ours", over: "raw node:http + pg", goal: { atLeast: 0.8 } },
      { of: "ours", over: "expert's Fastify", goal: { atLeast: 1 } },
      { of: "ours", over: "Next route handler", goal: { atLeast: 6 } },
      { of: "ours", over: "upstream standalone" },
      { of: "ours", over: "SQL in a loop" },
    ],
  });
  await measureThroughput(report, rig, pace, {
    title: "page of five reads",
    asked: {
      "ours, one batch": one(ours, asked.page.ours),
      "expert's Fastify, five requests": { of: expert, requests: asked.page.expert },
    },
    lanes: lanes / 2,
    ratios: [{ of: "ours, one batch", over: "expert's Fastify, five requests", goal: { atLeast: 1.5 } }],
  });
  // There is no outbox yet: what everybody writes is the account and its audit row, and the key where one is given.
  await measureThroughput(report, rig, pace, {
    title: "create account with audit row",
    asked: {
      ours: one(ours, asked.create.ours),
      "ours, with key": one(ours, asked.create.oursOnce),
      "expert's Fastify": one(expert, asked.create.expert),
      "raw inserts": one(raw, asked.create.raw),
      "raw inserts, with key": one(raw, asked.create.rawOnce),
    },
    ratios: [
      { of: "ours", over: "expert's Fastify", goal: { atLeast: 1 } },
      { of: "ours, with key", over: "raw inserts, with key", goal: { atLeast: 0.6 } },
    ],
  });
}

async function sqlLoop(rig: Rig): Promise<Runner> {
  const run = await rig.worker<LoopJob, { good: number; elapsedMs: number }>("loop", entryOf("./contestant/loop.ts"));
  return async () => {
    const { good, elapsedMs } = await run({ durationMs: pace.roundMs, lanes });
    return { perSecond: (good * 1000) / elapsedMs, cpuUs: Number.NaN };
  };
}

async function countWritten(ownerUrl: string): Promise<Written> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Written>(
      `select (select count(*)::int from crm_account a join audit_event e on e.tenant_id = a.tenant_id and e.entity_id = a.id
               where a.name = $1 and e.name = 'crm.account.created') as accounts,
              (select count(*)::int from idempotency_key) as keys`,
      [`Bench ${serialMark}`],
    );
    return rows[0] ?? { accounts: 0, keys: 0 };
  } finally {
    await client.end();
  }
}
