import { createDeal, loseDeal, moveDeal, winDeal } from "../crm/index.ts";
import { lookUp, lookUpAll, minorUnits, reference, type Step } from "./steps.ts";
import type { DealStory, Story, When } from "./story/story.ts";

/** Every deal from its first stage to where it stands, or to how it ended. */
export function dealSteps(story: Story): Step[] {
  return story.deals.flatMap((deal) => [...pathSteps(deal), ...endSteps(deal)]);
}

/** Later stages later in the day, so that two on the same day keep their order. */
function stageTime(daysAgo: number, step: number): When {
  return [daysAgo, `${10 + step}:05`];
}

function pathSteps(deal: DealStory): Step[] {
  return deal.path.map(([stage, daysAgo], step): Step => {
    const at = stageTime(daysAgo, step);
    const name = `deal/${deal.key}/${stage}`;
    if (step > 0) {
      return {
        name,
        at,
        by: deal.by,
        act: async ({ ctx, made }) => {
          await moveDeal(ctx, { id: lookUp(made.deals, deal.key), stageId: lookUp(made.stages, stage) });
        },
      };
    }
    return {
      name,
      at,
      by: deal.by,
      act: async ({ ctx, made, calendar }) => {
        const created = await createDeal(ctx, {
          name: deal.name,
          stageId: lookUp(made.stages, stage),
          accountId: lookUp(made.accounts, deal.account),
          ...reference("contactId", made.contacts, deal.contact),
          ...reference("productId", made.products, deal.product),
          amountMinor: minorUnits(deal.amount),
          openedOn: calendar.day(daysAgo),
          expectedCloseOn: deal.closesIn === undefined ? null : calendar.ahead(deal.closesIn),
          tagIds: lookUpAll(made.tags, deal.tags),
        });
        made.deals.set(deal.key, created.id);
      },
    };
  });
}

function endSteps({ key, by, won, lost }: DealStory): Step[] {
  if (won !== undefined) {
    return [
      {
        name: `deal/${key}/won`,
        at: [won, "16:15"],
        by,
        act: async ({ ctx, made, calendar }) => {
          await winDeal(ctx, { id: lookUp(made.deals, key), closedOn: calendar.day(won) });
        },
      },
    ];
  }
  if (!lost) return [];
  const [daysAgo, reason] = lost;
  return [
    {
      name: `deal/${key}/lost`,
      at: [daysAgo, "16:15"],
      by,
      act: async ({ ctx, made, calendar }) => {
        await loseDeal(ctx, { id: lookUp(made.deals, key), closedOn: calendar.day(daysAgo), reason });
      },
    },
  ];
}
