import type { Page } from "@steward/contracts";
import type { ExportContactsInput } from "@steward/contracts/crm/contact";
import { csvByteOrderMark, csvLine } from "@steward/contracts/kernel/csv";
import { keysetPage } from "@steward/db";
import { account, contact, salesperson } from "@steward/db/schema";
import { and } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import type { ExportChunk } from "../account/export.ts";
import { tagsByRecord } from "../tag/tagging.ts";
import {
  type ContactDetail,
  detailColumns,
  getContact,
  keysetOf,
  ownsContact,
  whereContacts,
  worksAt,
} from "./queries.ts";
import { toVcard } from "./vcard.ts";

const header = [
  "First name",
  "Last name",
  "Job title",
  "E-mail",
  "Other e-mails",
  "Phone",
  "Account",
  "Owner",
  "Tags",
  "Description",
  "Created",
];

async function pageOfContacts(ctx: ServiceContext, input: ExportContactsInput): Promise<Page<ContactDetail>> {
  const page = await keysetPage(keysetOf(input), (part) =>
    ctx.db
      .select({ ...detailColumns, ...part.columns })
      .from(contact)
      .leftJoin(account, worksAt)
      .leftJoin(salesperson, ownsContact)
      .where(and(whereContacts(ctx, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  const tags = await tagsByRecord(
    ctx.db,
    "contact",
    page.items.map((item) => item.id),
  );
  return { ...page, items: page.items.map((item) => ({ ...item, tags: tags.get(item.id) ?? [] })) };
}

/** The contacts a search and filter find, as CSV that spreadsheets open safely and the import reads back. */
export async function exportContacts(ctx: ServiceContext, input: ExportContactsInput): Promise<ExportChunk> {
  const { items, nextCursor } = await pageOfContacts(ctx, input);
  const lines = items.map((item) =>
    csvLine([
      item.firstName,
      item.lastName,
      item.jobTitle,
      item.emails[0],
      item.emails.slice(1).join("; "),
      item.phone,
      item.account?.name,
      item.owner?.name,
      item.tags.map((tag) => tag.name).join("; "),
      item.description,
      item.createdAt,
    ]),
  );
  const start = input.cursor ? "" : csvByteOrderMark + csvLine(header);
  return { text: start + lines.join(""), rowCount: items.length, nextCursor };
}

function vcardOf(item: ContactDetail): string {
  return toVcard({
    ...item,
    organisation: item.account?.name ?? null,
    note: item.description,
    categories: item.tags.map((tag) => tag.name),
  });
}

/** The contacts a search and filter find, as vCards for an address book. */
export async function exportContactVcards(ctx: ServiceContext, input: ExportContactsInput): Promise<ExportChunk> {
  const { items, nextCursor } = await pageOfContacts(ctx, input);
  return { text: items.map(vcardOf).join(""), rowCount: items.length, nextCursor };
}

/** One contact as a vCard. Throws NOT_FOUND. */
export async function getContactVcard(ctx: ServiceContext, id: string): Promise<{ text: string }> {
  return { text: vcardOf(await getContact(ctx, id)) };
}
