import { createAccount, createContact, createLocation, createProduct, createTag } from "../crm/index.ts";
import { lookUpAll, minorUnits, type Step } from "./steps.ts";
import type { AccountStory, Story } from "./story/story.ts";

/** Tags, price list and customers. */
export function recordSteps(story: Story): Step[] {
  return [...tagSteps(story), ...productSteps(story), ...story.accounts.flatMap((one) => accountSteps(story, one))];
}

function tagSteps({ since, tags }: Story): Step[] {
  return Object.entries(tags).map(([name, colour]) => ({
    name: `tag/${name}`,
    at: [since, "08:20"],
    by: "manager",
    act: async ({ ctx, made }) => {
      made.tags.set(name, (await createTag(ctx, { name, colour })).id);
    },
  }));
}

function productSteps({ since, products }: Story): Step[] {
  return products.map(({ key, name, sku, family, price, about }) => ({
    name: `product/${key}`,
    at: [since, "08:25"],
    by: "manager",
    act: async ({ ctx, made }) => {
      const unitAmountMinor = minorUnits(price);
      const product = await createProduct(ctx, { name, sku, family, description: about, unitAmountMinor });
      made.products.set(key, product.id);
    },
  }));
}

function accountSteps(story: Story, account: AccountStory): Step[] {
  const { key, since, by } = account;
  const domain = account.contacts[0]?.email.split("@")[1] ?? null;
  const accountStep: Step = {
    name: `account/${key}`,
    at: [since, "08:30"],
    by,
    act: async ({ ctx, made }) => {
      const created = await createAccount(ctx, {
        name: account.name,
        domain,
        email: domain === null ? null : `info@${domain}`,
        phone: account.phone,
        industry: account.industry,
        employees: account.employees,
        annualRevenueMinor: account.revenue === 0 ? null : minorUnits(account.revenue),
        foundedYear: account.founded,
        description: account.about,
        tagIds: lookUpAll(made.tags, account.tags),
      });
      made.accounts.set(key, created.id);
      for (const [index, site] of account.sites.entries()) {
        const country = story.country === "US" ? "United States" : "United Kingdom";
        await createLocation(ctx, { accountId: created.id, ...site, country, primary: index === 0 });
      }
    },
  };
  const contactSteps = account.contacts.map(
    (contact): Step => ({
      name: `contact/${contact.key}`,
      at: [since, "08:45"],
      by,
      act: async ({ ctx, made }) => {
        const [firstName = "", ...rest] = contact.name.split(" ");
        const created = await createContact(ctx, {
          firstName,
          lastName: rest.join(" "),
          jobTitle: contact.jobTitle,
          emails: [contact.email],
          phone: contact.phone ?? null,
          accountId: made.accounts.get(key) ?? null,
        });
        made.contacts.set(contact.key, created.id);
      },
    }),
  );
  return [accountStep, ...contactSteps];
}
