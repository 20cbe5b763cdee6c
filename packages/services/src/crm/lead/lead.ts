import { AppError, invalidField, notFound, recordChanged } from "@steward/contracts";
import {
  type CreateLeadInput,
  type DisqualifyLeadInput,
  type LeadStatus,
  type LeadStepInput,
  leadAssigned,
  leadCreated,
  leadDisqualified,
  leadStatusChanged,
  leadTransitions,
  leadUpdated,
  type UpdateLeadInput,
} from "@steward/contracts/crm/lead";
import { lead } from "@steward/db/schema";
import { and, eq, isNull } from "drizzle-orm";
import { changesOf, emit, type ServiceContext } from "../../kernel/index.ts";
import { readPhone } from "../phone.ts";
import { requireReferences } from "../reference.ts";
import { ensureSalesperson } from "../salesperson/salesperson.ts";
import { addTags, replaceTags } from "../tag/tagging.ts";
import { tellOwner } from "../tell-owner.ts";
import { getLead, type LeadDetail } from "./queries.ts";
import { leadSearchText } from "./words.ts";

type LeadRecord = typeof lead.$inferSelect;

/** What a lead is called: the person, else the company, else the address. */
export function leadTitle(row: Pick<LeadRecord, "name" | "company" | "email">): string {
  return row.name || row.company || row.email || "";
}

/**
 * Adds a lead; without `ownerId` it belongs to who adds it.
 * Throws INVALID `lead.name_missing` | `phone_invalid` | `reference_unknown`.
 */
export async function createLead(ctx: ServiceContext, input: CreateLeadInput): Promise<LeadDetail> {
  const { tagIds = [], ...given } = input;
  const fields = { ...given, phone: readPhone(ctx, given.phone) };
  requireSomeName(fields);
  await requireReferences(ctx, input);
  const ownerId = fields.ownerId === undefined ? await ensureSalesperson(ctx) : fields.ownerId;
  const [row] = await ctx.db
    .insert(lead)
    .values({
      ...fields,
      ownerId,
      currency: fields.currency ?? ctx.tenant.currency,
      searchText: leadSearchText(fields),
    })
    .returning();
  if (!row) throw new AppError("INTERNAL", "lead.not_written");
  await addTags(ctx, "lead", [row.id], tagIds);
  await emit(ctx, leadCreated, row.id, { name: leadTitle(row) });
  await tellOwner(ctx, leadAssigned, fields.ownerId, [{ id: row.id, name: leadTitle(row) }]);
  return getLead(ctx, row.id);
}

/**
 * Changes the given members; the status has verbs of its own. A converted lead is history and stays as it is.
 * Throws NOT_FOUND, CONFLICT `record_changed`, PRECONDITION `lead.already_converted`, INVALID `lead.name_missing` |
 * `phone_invalid` | `reference_unknown`.
 */
export async function updateLead(ctx: ServiceContext, input: UpdateLeadInput): Promise<LeadDetail> {
  const { id, version, tagIds, ...given } = input;
  const fields = { ...given, phone: readPhone(ctx, given.phone) };
  const before = await lockLead(ctx, id, version);
  if (before.status === "converted") throw new AppError("PRECONDITION", "lead.already_converted");
  const after = { ...before, ...withoutUndefined(fields) };
  requireSomeName(after);
  await requireReferences(ctx, input);
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length > 0) {
    await ctx.db
      .update(lead)
      .set({ ...fields, searchText: leadSearchText(after), version: before.version + 1 })
      .where(eq(lead.id, id));
    await emit(ctx, leadUpdated, id, { changes });
    if (changes.ownerId) await tellOwner(ctx, leadAssigned, fields.ownerId, [{ id, name: leadTitle(after) }]);
  }
  if (tagIds) await replaceTags(ctx, "lead", id, tagIds);
  return getLead(ctx, id);
}

/** The first word was exchanged: new → contacted. Throws as every step does, see `lockLeadFor`. */
export function contactLead(ctx: ServiceContext, input: LeadStepInput): Promise<LeadDetail> {
  return step(ctx, input, "contacted");
}

/** There is something to sell: contacted → qualified. */
export function qualifyLead(ctx: ServiceContext, input: LeadStepInput): Promise<LeadDetail> {
  return step(ctx, input, "qualified");
}

/** A disqualified lead starts anew. */
export function reopenLead(ctx: ServiceContext, input: LeadStepInput): Promise<LeadDetail> {
  return step(ctx, input, "new");
}

async function step(ctx: ServiceContext, input: LeadStepInput, to: LeadStatus): Promise<LeadDetail> {
  const before = await lockLeadFor(ctx, input, to);
  await ctx.db
    .update(lead)
    .set({ status: to, disqualifiedReason: null, version: before.version + 1 })
    .where(eq(lead.id, input.id));
  await emit(ctx, leadStatusChanged, input.id, { name: leadTitle(before), from: before.status, to });
  return getLead(ctx, input.id);
}

/** Nothing will come of it: from any open status, with the reason. */
export async function disqualifyLead(ctx: ServiceContext, input: DisqualifyLeadInput): Promise<LeadDetail> {
  const before = await lockLeadFor(ctx, input, "disqualified");
  await ctx.db
    .update(lead)
    .set({ status: "disqualified", disqualifiedReason: input.reason, version: before.version + 1 })
    .where(eq(lead.id, input.id));
  await emit(ctx, leadDisqualified, input.id, { name: leadTitle(before), from: before.status, reason: input.reason });
  return getLead(ctx, input.id);
}

/**
 * The lead's row, locked, on its way to another status.
 * Throws NOT_FOUND, CONFLICT `record_changed`, PRECONDITION `lead.already_converted` | `lead.transition_refused`
 * (`from`, `to`).
 */
export async function lockLeadFor(ctx: ServiceContext, input: LeadStepInput, to: LeadStatus): Promise<LeadRecord> {
  const row = await lockLead(ctx, input.id, input.version);
  if (row.status === "converted") throw new AppError("PRECONDITION", "lead.already_converted");
  if (!leadTransitions[row.status].includes(to)) {
    throw new AppError("PRECONDITION", "lead.transition_refused", { from: row.status, to });
  }
  return row;
}

async function lockLead(ctx: ServiceContext, id: string, version: number | undefined): Promise<LeadRecord> {
  const [row] = await ctx.db
    .select()
    .from(lead)
    .where(and(eq(lead.id, id), isNull(lead.deletedAt)))
    .for("no key update");
  if (!row) throw notFound("crm.lead");
  if (version !== undefined && version !== row.version) throw recordChanged("crm.lead");
  return row;
}

type NameParts = { [Part in "firstName" | "lastName" | "company" | "email"]?: string | null | undefined };

function requireSomeName({ firstName, lastName, company, email }: NameParts): void {
  if (firstName || lastName || company || email) return;
  throw invalidField("lastName", "lead.name_missing", "Enter a name, a company or an e-mail address");
}

function withoutUndefined<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]: Exclude<Fields[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]: Exclude<Fields[Key], undefined>;
  };
}
