import { contactLead, convertLead, createLead, disqualifyLead, qualifyLead, updateLead } from "../crm/index.ts";
import { lookUp, lookUpAll, minorUnits, type Scene, type Step } from "./steps.ts";
import type { LeadStory, Person, Story, When } from "./story/story.ts";

/** Every lead from the day it came in to where it stands. */
export function leadSteps(story: Story): Step[] {
  return story.leads.flatMap((lead) => [createStep(lead), ...laterSteps(lead)]);
}

function createStep(lead: LeadStory): Step {
  return {
    name: `lead/${lead.key}`,
    at: lead.since,
    by: lead.by,
    act: async ({ ctx, made }) => {
      const [firstName = "", ...rest] = lead.name.split(" ");
      const created = await createLead(ctx, {
        firstName,
        lastName: rest.join(" "),
        company: lead.company,
        jobTitle: lead.jobTitle,
        email: lead.email,
        phone: lead.phone ?? null,
        source: lead.source,
        estimatedAmountMinor: lead.amount === 0 ? null : minorUnits(lead.amount),
        description: lead.about,
        tagIds: lookUpAll(made.tags, lead.tags),
      });
      made.leads.set(lead.key, created.id);
    },
  };
}

function laterSteps(lead: LeadStory): Step[] {
  const id = ({ made }: Scene) => lookUp(made.leads, lead.key);
  const step = (name: string, daysAgo: number, clock: string, act: Step["act"]): Step => ({
    name: `lead/${lead.key}/${name}`,
    at: [daysAgo, clock],
    by: lead.by,
    act,
  });
  const { contacted, qualified, converted, disqualified, handedTo } = lead;
  const steps: Step[] = [];
  if (contacted !== undefined) {
    steps.push(
      step("contacted", contacted, "09:35", async (scene) => void (await contactLead(scene.ctx, { id: id(scene) }))),
    );
  }
  if (qualified !== undefined) {
    steps.push(
      step("qualified", qualified, "11:25", async (scene) => void (await qualifyLead(scene.ctx, { id: id(scene) }))),
    );
  }
  if (converted !== undefined) steps.push(step("converted", converted, "15:10", (scene) => convert(scene, lead)));
  if (disqualified) {
    const [daysAgo, reason] = disqualified;
    steps.push(
      step(
        "disqualified",
        daysAgo,
        "17:30",
        async (scene) => void (await disqualifyLead(scene.ctx, { id: id(scene), reason })),
      ),
    );
  }
  if (handedTo) steps.push(handOver(lead, ...handedTo));
  return steps;
}

/** The new owner finds it among their notifications. */
function handOver({ key }: LeadStory, person: Person, at: When): Step {
  return {
    name: `lead/${key}/handed`,
    at,
    by: "manager",
    act: async ({ ctx, made }) => {
      await updateLead(ctx, { id: lookUp(made.leads, key), ownerId: lookUp(made.salespeople, person) });
    },
  };
}

async function convert({ ctx, made, calendar }: Scene, lead: LeadStory): Promise<void> {
  await convertLead(ctx, {
    id: lookUp(made.leads, lead.key),
    account: { name: lead.company, domain: lead.email.split("@")[1] ?? null },
    deal: {
      name: `First agreement, ${lead.company}`,
      amountMinor: minorUnits(lead.amount),
      expectedCloseOn: calendar.ahead(40),
    },
  });
}
