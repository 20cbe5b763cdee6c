import type { SecurityEventName } from "@steward/contracts/auth/security-event";
import type { MailProps, MailTemplate } from "@steward/contracts/kernel/mail";
import { queueMail } from "@steward/db";
import { user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { sql } from "drizzle-orm";
import type { AuthPlatform } from "./platform.ts";
import { recordSecurityEvent } from "./security-event.ts";
import type { AuthSource } from "./source.ts";

export interface MailedPerson {
  readonly id: string;
  readonly name: string;
  readonly emailVerifiedAt: Date | null;
  readonly disabledAt: Date | null;
}

interface MailRequest<Template extends MailTemplate> {
  /** Whether this person is meant; nobody else gets the mail, nor learns that it was asked for. */
  isFor(person: MailedPerson): boolean;
  /** What must be stored for the mail to be true. Its statements run for nobody (null) too. */
  store(tx: SystemDb, person: MailedPerson | null): Promise<void>;
  readonly template: Template;
  props(name: string): MailProps<Template>;
  readonly event: SecurityEventName;
  readonly source: AuthSource;
}

class Nobody extends Error {}

/**
 * Sends a mail to the person of an address, and does the same for an address that has none: both run the same
 * statements, the latter in a savepoint that is taken back, and both commit a row of history. Neither the answer nor
 * its time says which it was.
 */
export async function mailOrNobody<Template extends MailTemplate>(
  { system }: AuthPlatform,
  email: string,
  { isFor, store, template, props, event, source }: MailRequest<Template>,
): Promise<void> {
  await system.transaction(async (tx) => {
    const [found] = await tx
      .select({ id: user.id, name: user.name, emailVerifiedAt: user.emailVerifiedAt, disabledAt: user.disabledAt })
      .from(user)
      .where(sql`lower(${user.email}) = lower(${email})`)
      .for("update");
    const person = found && isFor(found) ? found : null;
    await takenBackForNobody(tx, async (inner) => {
      await store(inner, person);
      await queueMail(inner, { to: email, template, props: props(person?.name ?? ""), tenantId: null });
      if (!person) throw new Nobody();
    });
    await recordSecurityEvent(tx, { name: event, userId: person?.id ?? null, source });
  });
}

async function takenBackForNobody(tx: SystemDb, work: (inner: SystemDb) => Promise<void>): Promise<void> {
  try {
    await tx.transaction(work);
  } catch (error) {
    if (!(error instanceof Nobody)) throw error;
  }
}
