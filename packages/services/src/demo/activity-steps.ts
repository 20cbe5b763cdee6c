import { savedViewStateSchema } from "@steward/contracts/org/saved-view";
import { completeActivity, createActivity } from "../crm/index.ts";
import { createSavedView } from "../org/index.ts";
import { lookUp, reference, type Scene, type Step } from "./steps.ts";
import type { ActivityStory, Person, Story } from "./story/story.ts";

/** What was said and is to be done, and the views people keep of their lists. */
export function activitySteps(story: Story): Step[] {
  return [...story.activities.flatMap(stepsOf), ...viewSteps(story)];
}

function stepsOf(activity: ActivityStory): Step[] {
  const { at, by, done, subject } = activity;
  const name = `activity/${by}/${subject}`;
  let id: string | undefined;
  const log: Step = {
    name,
    at,
    by,
    act: async (scene) => {
      id = (await createActivity(scene.ctx, inputOf(activity, scene))).id;
    },
  };
  if (done === undefined) return [log];
  const tick: Step = {
    name: `${name}/done`,
    at: [done, "17:20"],
    by,
    act: async ({ ctx }) => {
      if (id !== undefined) await completeActivity(ctx, { id, done: true });
    },
  };
  return [log, tick];
}

function inputOf(activity: ActivityStory, { made, calendar }: Scene): Parameters<typeof createActivity>[1] {
  const { kind, subject, body, minutes, at, dueIn } = activity;
  return {
    kind,
    subject,
    body: body ?? null,
    durationMinutes: minutes ?? null,
    occursAt: calendar.instant(at),
    dueAt: dueIn === undefined ? null : calendar.dueAt(dueIn),
    ...reference("accountId", made.accounts, activity.account),
    ...reference("contactId", made.contacts, activity.contact),
    ...reference("dealId", made.deals, activity.deal),
    ...reference("leadId", made.leads, activity.lead),
  };
}

function viewSteps({ views }: Story): Step[] {
  return views.map(({ address, name, by, shared, state }) => ({
    name: `view/${address}/${name}`,
    at: [1, "08:10"],
    by,
    act: async ({ ctx, made }) => {
      const people = (person: Person) => lookUp(made.salespeople, person);
      await createSavedView(ctx, { address, name, shared, state: savedViewStateSchema.parse(state(people)) });
    },
  }));
}
