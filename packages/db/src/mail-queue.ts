import { type MailProps, type MailTemplate, mailProps } from "@steward/contracts/kernel/mail";
import { sql } from "drizzle-orm";
import type { Queries } from "./driver/session.ts";
import { mailMessage } from "./schema/index.ts";

export interface Mail<Template extends MailTemplate> {
  readonly to: string;
  readonly template: Template;
  readonly props: MailProps<Template>;
  /** The organisation it is about; null for mail of the platform itself, which only the cross-tenant handle may queue. */
  readonly tenantId: string | null;
}

/** Where the worker listens for mail to be sent. */
export const mailChannel = "steward_mail";

/** Asks for a mail in the caller's own transaction: it is sent if and only if that commits. The worker sends it. */
export async function queueMail<Template extends MailTemplate>(
  db: Pick<Queries, "insert" | "execute">,
  { to, template, props, tenantId }: Mail<Template>,
): Promise<void> {
  const valid = mailProps[template].parse(props);
  await db.insert(mailMessage).values({ tenantId, recipient: to, template, props: valid });
  await db.execute(sql`select pg_notify(${mailChannel}, '')`);
}
