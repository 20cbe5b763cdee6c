import { type ConvertLeadInput, leadConverted } from "@steward/contracts/crm/lead";
import { lead } from "@steward/db/schema";
import { eq, sql } from "drizzle-orm";
import { emit, type ServiceContext } from "../../kernel/index.ts";
import { createAccount } from "../account/account.ts";
import { createContact } from "../contact/contact.ts";
import { createDeal } from "../deal/deal.ts";
import { requireReferences } from "../reference.ts";
import { leadTitle, lockLeadFor } from "./lead.ts";

/** What a lead has become. */
export interface ConvertedLead {
  id: string;
  accountId: string;
  contactId: string;
  dealId: string;
}

/**
 * Makes a qualified lead a customer: an account (or one that is there already), a contact and a deal, all with the
 * lead's owner, all or none of them.
 * Throws NOT_FOUND, CONFLICT `record_changed`, PRECONDITION `lead.already_converted` | `lead.transition_refused`, and
 * what creating the three throws.
 */
export async function convertLead(ctx: ServiceContext, input: ConvertLeadInput): Promise<ConvertedLead> {
  const row = await lockLeadFor(ctx, input, "converted");
  const { ownerId } = row;
  const accountId = await accountFor(ctx, input, ownerId);
  const contactId = input.contactId ?? (await contactFrom(ctx, row, accountId));
  await requireReferences(ctx, { contactId: input.contactId });
  const deal = await createDeal(ctx, {
    amountMinor: row.estimatedAmountMinor,
    ...input.deal,
    currency: row.currency,
    accountId,
    contactId,
    ownerId,
  });
  await ctx.db
    .update(lead)
    .set({
      status: "converted",
      convertedAt: sql`now()`,
      accountId,
      contactId,
      dealId: deal.id,
      version: row.version + 1,
    })
    .where(eq(lead.id, input.id));
  await emit(ctx, leadConverted, input.id, { name: leadTitle(row), accountId, contactId, dealId: deal.id });
  return { id: input.id, accountId, contactId, dealId: deal.id };
}

async function accountFor(ctx: ServiceContext, { account }: ConvertLeadInput, ownerId: string | null): Promise<string> {
  if ("id" in account) {
    await requireReferences(ctx, { accountId: account.id });
    return account.id;
  }
  const made = await createAccount(ctx, { name: account.name, domain: account.domain ?? null, ownerId });
  return made.id;
}

async function contactFrom(ctx: ServiceContext, row: typeof lead.$inferSelect, accountId: string): Promise<string> {
  const { firstName, lastName, jobTitle, email, phone, ownerId } = row;
  const emails = email ? [email] : [];
  // A lead known by its company alone still gets somebody to call: the company's name stands in for the person's.
  const name =
    firstName || lastName || email ? { firstName, lastName } : { firstName: "", lastName: row.company ?? "" };
  const made = await createContact(ctx, { ...name, jobTitle, emails, phone, accountId, ownerId });
  return made.id;
}
