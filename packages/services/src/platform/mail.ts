import { AppError, notFound, type Page } from "@steward/contracts";
import type { MailTemplate } from "@steward/contracts/kernel/mail";
import type { ListMailInput, MailState } from "@steward/contracts/operator/mail";
import { keysetPage } from "@steward/db";
import { mailMessage, tenant } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, eq, sql } from "drizzle-orm";
import { containsText } from "../kernel/index.ts";
import { inTransaction, type OperatorContext, recordForPlatform } from "./operator-record.ts";

/** A mail without what it says. */
export interface MailSummary {
  id: string;
  createdAt: Date;
  recipient: string;
  template: MailTemplate;
  subject: string | null;
  status: MailState;
  attempts: number;
  lastError: string | null;
  sentAt: Date | null;
  organisation: string | null;
}

/** A mail that was kept because no mail server is set. `links` are the addresses in it, in their order. */
export interface MailDetail extends MailSummary {
  html: string | null;
  text: string | null;
  links: string[];
}

const summaryColumns = {
  id: mailMessage.id,
  createdAt: mailMessage.createdAt,
  recipient: mailMessage.recipient,
  template: mailMessage.template,
  subject: mailMessage.subject,
  status: mailMessage.status,
  attempts: mailMessage.attempts,
  lastError: mailMessage.lastError,
  sentAt: mailMessage.sentAt,
  organisation: tenant.name,
};

/** Without what ends the sentence it stands in. */
const address = /https?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?]/g;

/** Mail that was asked for, without what it says: a list is no place for links that let somebody in. */
export async function listMail(
  db: SystemDb,
  { search, filter, sort, limit, cursor }: ListMailInput,
): Promise<Page<MailSummary>> {
  // Ids are UUIDv7: they stand in the order of time, and the primary key answers without sorting.
  return keysetPage({ sort, by: mailMessage.id, id: mailMessage.id, limit, cursor }, (part) =>
    db
      .select({ ...summaryColumns, ...part.columns })
      .from(mailMessage)
      .leftJoin(tenant, eq(tenant.id, mailMessage.tenantId))
      .where(
        and(
          containsText(search, mailMessage.recipient),
          filter.status ? eq(mailMessage.status, filter.status) : undefined,
          filter.template ? eq(mailMessage.template, filter.template) : undefined,
          filter.tenantId ? eq(mailMessage.tenantId, filter.tenantId) : undefined,
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/**
 * One mail, with what it says while it is kept; one that was sent keeps nothing. A link in it may let its reader in as
 * somebody else, so that it was read stands in the platform's history. Throws NOT_FOUND.
 */
export async function getMail(ctx: OperatorContext, id: string): Promise<MailDetail> {
  const [row] = await ctx.db
    .select({ ...summaryColumns, tenantId: mailMessage.tenantId, html: mailMessage.html, text: mailMessage.text })
    .from(mailMessage)
    .leftJoin(tenant, eq(tenant.id, mailMessage.tenantId))
    .where(eq(mailMessage.id, id));
  if (!row) throw notFound("operator.mail");
  const { html, text, tenantId, ...summary } = row;
  if (row.status !== "kept") return { ...summary, html: null, text: null, links: [] };
  await recordForPlatform(ctx, {
    name: "operator.mail_read",
    tenantId,
    details: { mailId: id, template: row.template, recipient: row.recipient },
  });
  return { ...summary, html, text, links: [...new Set(text?.match(address))] };
}

/** Sends a mail that was given up once more, from its first try. Throws NOT_FOUND, CONFLICT `mail.not_failed`. */
export async function retryMail(ctx: OperatorContext, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const [row] = await inner.db
      .select({ status: mailMessage.status, tenantId: mailMessage.tenantId, template: mailMessage.template })
      .from(mailMessage)
      .where(eq(mailMessage.id, id))
      .for("update");
    if (!row) throw notFound("operator.mail");
    if (row.status !== "failed") throw new AppError("CONFLICT", "mail.not_failed");
    await inner.db
      .update(mailMessage)
      .set({ status: "queued", attempts: 0, nextAttemptAt: sql`now()` })
      .where(eq(mailMessage.id, id));
    const { tenantId, template } = row;
    await recordForPlatform(inner, { name: "operator.mail_retried", tenantId, details: { mailId: id, template } });
  });
}
