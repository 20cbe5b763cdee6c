import { setTimeout as delay } from "node:timers/promises";
import type { Database, TenantDb } from "@steward/db";
import { withIds } from "@steward/db";
import { pipeline } from "@steward/db/schema";
import { sql } from "drizzle-orm";
import { ensureDefaultPipeline, ensureSalesperson } from "../crm/index.ts";
import type { ServiceContext } from "../kernel/index.ts";
import { activitySteps } from "./activity-steps.ts";
import { backdate } from "./backdate.ts";
import { storyCalendar, storyIds } from "./calendar.ts";
import type { Cast } from "./cast.ts";
import { dealSteps } from "./deal-steps.ts";
import { leadSteps } from "./lead-steps.ts";
import { organisationSteps } from "./organisation-steps.ts";
import { projectSteps } from "./project-steps.ts";
import { recordSteps } from "./record-steps.ts";
import type { Made, Step } from "./steps.ts";
import type { Person, Story } from "./story/story.ts";
import { talkSteps } from "./talk-steps.ts";
import { timeSteps } from "./time-steps.ts";

const sellers = ["manager", "member", "casey"] as const satisfies Person[];

/** Whether the story was told here before: no organisation that has begun to work is without a pipeline. */
export async function isTold(db: TenantDb): Promise<boolean> {
  const [any] = await db.select({ id: pipeline.id }).from(pipeline).limit(1);
  return any !== undefined;
}

/**
 * Lets the cast live through the story in the order of its days, in one transaction: a start that is killed in the
 * middle leaves nothing, and of two that run at once the second finds it told. Everything goes through the services.
 *
 * @returns whether this call told it.
 */
export async function tellStory(database: Database, cast: Cast, story: Story, now: Date): Promise<boolean> {
  for (;;) {
    const told = await tellAlone(database, cast, story, now);
    if (told !== "busy") return told;
    // Asking again rather than waiting for the lock: a statement that waits is cut off sooner than a story ends.
    await delay(250);
  }
}

async function tellAlone(database: Database, cast: Cast, story: Story, now: Date): Promise<boolean | "busy"> {
  return database.withTenant(cast.owner.tenant.id, async (db) => {
    if (!(await takeTurn(db, story))) return "busy";
    if (await isTold(db)) return false;
    const made: Made = {
      accounts: new Map(),
      contacts: new Map(),
      deals: new Map(),
      leads: new Map(),
      products: new Map(),
      divisions: new Map(),
      tags: new Map(),
      stages: new Map(),
      projects: new Map(),
      tasks: new Map(),
      salespeople: new Map(),
    };
    const memberOf = (person: Person) => cast[person].actor.memberId;
    const calendar = storyCalendar(story.timeZone, now);
    let last = 0;
    for (const step of inOrder(allSteps(story))) {
      // What moved from a weekend to its Friday still comes after what happened on that Friday.
      const at = new Date(Math.max(last + 1000, calendar.instant(step.at).getTime()));
      last = at.getTime();
      const ctx = contextOf(db, cast, step, at);
      await withIds(storyIds(`${story.slug}/${step.name}`, step.at), () =>
        step.act({ ctx, story, calendar, made, memberOf }),
      );
    }
    return true;
  });
}

async function takeTurn(db: TenantDb, { slug }: Story): Promise<boolean> {
  const key = sql`hashtextextended(${`steward demo ${slug}`}, 0)`;
  const { rows } = await db.execute<{ taken: boolean }>(sql`select pg_try_advisory_xact_lock(${key}) as taken`);
  return rows[0]?.taken === true;
}

function allSteps(story: Story): Step[] {
  return [
    ...openingSteps(story),
    ...organisationSteps(story),
    ...recordSteps(story),
    ...dealSteps(story),
    ...leadSteps(story),
    ...activitySteps(story),
    ...talkSteps(story),
    ...projectSteps(story),
    ...timeSteps(story),
  ];
}

/** By the story's own time; what happens at the same time stays in the order it was written. */
function inOrder(steps: readonly Step[]): Step[] {
  const minutes = ({ at: [daysAgo, clock] }: Step) => {
    const [hour = 0, minute = 0] = clock.split(":").map(Number);
    return (hour - daysAgo * 24) * 60 + minute;
  };
  return steps.toSorted((a, b) => minutes(a) - minutes(b));
}

function contextOf(db: TenantDb, cast: Cast, step: Step, at: Date): ServiceContext {
  const { tenant, actor } = cast[step.by];
  const source = { procedure: "demo.tell", clientAddress: null, userAgent: null };
  return { db: backdate(db, at), tenant, actor, requestId: `demo-${step.name}`, source };
}

function openingSteps({ since }: Story): Step[] {
  const pipelineStep: Step = {
    name: "pipeline",
    at: [since, "08:05"],
    by: "manager",
    act: async ({ ctx, made }) => {
      const { stages } = await ensureDefaultPipeline(ctx);
      for (const stage of stages) made.stages.set(stage.name, stage.id);
    },
  };
  const sellerSteps = sellers.map(
    (person): Step => ({
      name: `salesperson/${person}`,
      at: [since, "08:10"],
      by: person,
      act: async ({ ctx, made }) => {
        made.salespeople.set(person, await ensureSalesperson(ctx));
      },
    }),
  );
  return [pipelineStep, ...sellerSteps];
}
