import { createDelegation } from "../approvals/index.ts";
import { today } from "../kernel/index.ts";
import { createTimeEntry, decideTimesheet, lockTimesheets, submitTimesheet } from "../time/index.ts";
import { lookUp, type Made, type Scene, type Step } from "./steps.ts";
import type { DelegationStory, Story, TimeLineStory, WeekStory } from "./story/story.ts";

const minutesPerHour = 60;

/** What people worked, week by week, who agreed to it, and who decides in whose place. */
export function timeSteps({ weeks = [], delegations = [] }: Story): Step[] {
  return [...weeks.flatMap(weekSteps), ...delegations.map(delegationStep)];
}

/**
 * When a week is written down and submitted: of whatever weekday today is, its Friday is over by then. The week that it is
 * is written down the evening before today.
 */
const daysSince = (weeksAgo: number) => Math.max(1, 7 * weeksAgo - 5);

function weekSteps({ weeksAgo, by, lines, outcome }: WeekStory): Step[] {
  const name = `week/${weeksAgo}/${by}`;
  const daysAgo = daysSince(weeksAgo);
  let id = "";
  const log: Step = {
    name,
    at: [daysAgo, "17:20"],
    by,
    act: async (scene) => {
      for (const line of lines) await logLine(scene, weeksAgo, line);
    },
  };
  if (outcome === undefined) return [log];
  const submit: Step = {
    name: `${name}/submitted`,
    at: [daysAgo, "17:40"],
    by,
    act: async ({ ctx, calendar }) => {
      const weekOn = calendar.weekday(weeksAgo, 0);
      if (weekOn !== null) ({ id } = await submitTimesheet(ctx, { weekOn }));
    },
  };
  if (outcome === "submitted") return [log, submit];
  const decide: Step = {
    name: `${name}/decided`,
    at: [daysAgo - 1, "18:05"],
    by: outcome.by,
    act: async ({ ctx }) => {
      const decision = outcome.rejected === undefined ? "approve" : "reject";
      await decideTimesheet(ctx, { id, decision, note: outcome.rejected ?? null });
      if (outcome.isLocked) await lockTimesheets(ctx, [id]);
    },
  };
  return [log, submit, decide];
}

async function logLine({ ctx, calendar, made }: Scene, weeksAgo: number, line: TimeLineStory): Promise<void> {
  const { hours, from, note, unbilled } = line;
  for (const [place, hour] of hours.entries()) {
    const day = calendar.weekday(weeksAgo, place);
    if (hour === 0 || day === null) continue;
    const minutes = hour * minutesPerHour;
    const startedAt = from === undefined ? undefined : calendar.clock(day, from);
    await createTimeEntry(ctx, {
      ...(startedAt ? { startedAt, endedAt: new Date(startedAt.getTime() + minutes * 60_000) } : { day, minutes }),
      ...purposeOf(made, line),
      ...(unbilled && { isBillable: false }),
      ...(note && { note }),
    });
  }
}

function purposeOf({ projects, tasks }: Made, { on }: TimeLineStory) {
  if (on === undefined) return {};
  return on.includes("/") ? { taskId: lookUp(tasks, on) } : { projectId: lookUp(projects, on) };
}

function delegationStep({ by, to, from, until }: DelegationStory): Step {
  return {
    name: `delegation/${by}/${to}`,
    at: [2, "09:10"],
    by,
    act: async ({ ctx, calendar, memberOf }) => {
      const days = { startOn: calendar.ahead(from), endOn: calendar.ahead(until) };
      // A story that is told of a time long past has nobody away yet to come.
      if (days.endOn < today(ctx)) return;
      await createDelegation(ctx, { delegateId: memberOf(to), ...days });
    },
  };
}
