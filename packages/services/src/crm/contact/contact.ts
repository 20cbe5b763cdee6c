import { AppError, invalidField, notFound, recordChanged } from "@steward/contracts";
import {
  type CreateContactInput,
  contactCreated,
  contactRemoved,
  contactRestored,
  contactUpdated,
  type UpdateContactInput,
} from "@steward/contracts/crm/contact";
import { contact } from "@steward/db/schema";
import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { changesOf, emit, emitMany, type ServiceContext } from "../../kernel/index.ts";
import { readPhone } from "../phone.ts";
import { requireReferences } from "../reference.ts";
import { ensureSalesperson } from "../salesperson/salesperson.ts";
import { addTags, replaceTags } from "../tag/tagging.ts";
import { type ContactDetail, getContact } from "./queries.ts";
import { contactSearchText } from "./words.ts";

/**
 * Adds a person; without `ownerId` they belong to who adds them.
 * Throws INVALID `contact.name_missing` | `phone_invalid` | `reference_unknown`.
 */
export async function createContact(ctx: ServiceContext, input: CreateContactInput): Promise<ContactDetail> {
  const { tagIds = [], firstName = "", lastName = "", emails = [], ...given } = input;
  requireName(firstName, lastName);
  const fields = { ...given, firstName, lastName, emails, phone: readPhone(ctx, given.phone) };
  await requireReferences(ctx, input);
  const ownerId = fields.ownerId === undefined ? await ensureSalesperson(ctx) : fields.ownerId;
  const [row] = await ctx.db
    .insert(contact)
    .values({ ...fields, ownerId, searchText: contactSearchText(fields) })
    .returning({ id: contact.id, name: contact.name });
  if (!row) throw new AppError("INTERNAL", "contact.not_written");
  await addTags(ctx, "contact", [row.id], tagIds);
  await emit(ctx, contactCreated, row.id, { name: row.name });
  return getContact(ctx, row.id);
}

/**
 * Changes the given members of a contact.
 * Throws NOT_FOUND, CONFLICT `record_changed`, INVALID `contact.name_missing` | `phone_invalid` | `reference_unknown`.
 */
export async function updateContact(ctx: ServiceContext, input: UpdateContactInput): Promise<ContactDetail> {
  const { id, version, tagIds, ...given } = input;
  const fields = { ...given, phone: readPhone(ctx, given.phone) };
  const [before] = await ctx.db
    .select()
    .from(contact)
    .where(and(eq(contact.id, id), isNull(contact.deletedAt)))
    .for("update");
  if (!before) throw notFound("crm.contact");
  if (version !== undefined && version !== before.version) throw recordChanged("crm.contact");
  requireName(fields.firstName ?? before.firstName, fields.lastName ?? before.lastName);
  await requireReferences(ctx, input);
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length > 0) {
    const after = { ...before, ...Object.fromEntries(Object.entries(changes).map(([name, { to }]) => [name, to])) };
    await ctx.db
      .update(contact)
      .set({ ...fields, searchText: contactSearchText(after), version: before.version + 1 })
      .where(eq(contact.id, id));
    await emit(ctx, contactUpdated, id, { changes });
  }
  if (tagIds) await replaceTags(ctx, "contact", id, tagIds);
  return getContact(ctx, id);
}

function requireName(firstName: string, lastName: string): void {
  if (firstName === "" && lastName === "") {
    throw invalidField("lastName", "contact.name_missing", "Enter a first or last name");
  }
}

/** Removes contacts from every list; `restoreContacts` brings them back. NOT_FOUND when none of them is there. */
export async function removeContacts(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(contact)
    .set({ deletedAt: sql`now()`, version: sql`${contact.version} + 1` })
    .where(and(inArray(contact.id, [...ids]), isNull(contact.deletedAt)))
    .returning({ id: contact.id, name: contact.name });
  if (rows.length === 0) throw notFound("crm.contact");
  await emitMany(
    ctx,
    contactRemoved,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { ids: rows.map((row) => row.id) };
}

/** Undoes a removal. NOT_FOUND when none of them was removed. */
export async function restoreContacts(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const rows = await ctx.db
    .update(contact)
    .set({ deletedAt: null, version: sql`${contact.version} + 1` })
    .where(and(inArray(contact.id, [...ids]), isNotNull(contact.deletedAt)))
    .returning({ id: contact.id, name: contact.name });
  if (rows.length === 0) throw notFound("crm.contact");
  await emitMany(
    ctx,
    contactRestored,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name } })),
  );
  return { ids: rows.map((row) => row.id) };
}
