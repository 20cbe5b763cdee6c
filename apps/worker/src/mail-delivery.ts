import { mailChannel } from "@steward/db";
import { mailMessage } from "@steward/db/schema";
import type { Listener, SystemDatabase } from "@steward/db/system";
import { type Mailer, MailRefused, renderMail } from "@steward/ports/mail";
import type { Logger } from "@steward/ports/telemetry";
import { and, eq, sql } from "drizzle-orm";

interface DeliveryOptions {
  readonly system: SystemDatabase;
  readonly listener: Listener;
  /** Without one, mail is kept for the operator's outbox. */
  readonly mailer: Mailer | null;
  readonly logger: Logger;
  /** The first pause after a failure; each further one is four times as long. */
  readonly retryDelayMs: number;
  /** How often to look without being told: for pauses that are over, and for what a lost connection kept from us. */
  readonly lookSeconds: number;
}

/** A claimed mail is nobody else's for this long: longer than any server is waited for. */
const leaseMs = 120_000;
/** Above half a day in all, in which a mail server is mended or a full mailbox emptied. */
const maxAttempts = 8;
const longestPauseMs = 6 * 60 * 60 * 1000;
/** Mails at once, so that one server that does not answer holds up no other mail. */
const lanes = 4;

/**
 * Delivers queued mail until it is stopped: woken by whoever queues one, and every few seconds.
 *
 * At least once. A mail is claimed by one committed statement, handed over outside any transaction, and settled by
 * another: a worker killed in between leaves a claim that runs out, and the mail may go out twice, under one Message-ID.
 */
export async function startMailDelivery(options: DeliveryOptions): Promise<{ stop(): Promise<void> }> {
  let stopping = false;
  let again = false;
  let running: Promise<void> | undefined;
  const lane = async () => {
    while (!stopping && (await deliverNext(options)));
  };
  const drain = async () => {
    try {
      await Promise.all(Array.from({ length: lanes }, lane));
    } catch (error) {
      options.logger.warn({ error }, "mail waits");
    }
  };
  const wake = () => {
    if (stopping) return;
    if (running) {
      again = true;
      return;
    }
    running = drain().finally(() => {
      running = undefined;
      if (again) {
        again = false;
        wake();
      }
    });
  };
  const timer = setInterval(wake, options.lookSeconds * 1_000);
  await options.listener.listen(mailChannel, wake, wake);
  return {
    async stop() {
      stopping = true;
      clearInterval(timer);
      await running;
    },
  };
}

type Claim = Pick<typeof mailMessage.$inferSelect, "id" | "recipient" | "template" | "props" | "attempts">;

/** False when nothing is due. */
async function deliverNext(options: DeliveryOptions): Promise<boolean> {
  const claim = await claimNext(options.system);
  if (!claim) return false;
  const { level, outcome, written, error } = await attempt(options, claim);
  await settle(options, claim, written);
  const line = { mailId: claim.id, template: claim.template, attempt: claim.attempts, outcome };
  options.logger[level](error === undefined ? line : { ...line, error }, "mail");
  return true;
}

interface Attempt {
  readonly level: "info" | "warn" | "error";
  readonly outcome: "sent" | "kept" | "delayed" | "failed";
  readonly written: Partial<typeof mailMessage.$inferInsert>;
  readonly error?: unknown;
}

async function attempt({ mailer, retryDelayMs }: DeliveryOptions, claim: Claim): Promise<Attempt> {
  const { id, template, attempts } = claim;
  try {
    const mail = await renderMail(template, claim.props);
    const { subject, html, text } = mail;
    if (mailer === null) {
      return { level: "info", outcome: "kept", written: { status: "kept", props: {}, subject, html, text } };
    }
    await mailer.send({ id, to: claim.recipient, ...mail });
    // What it said let somebody in; nobody needs it here any more.
    const written = { status: "sent" as const, props: {}, subject, sentAt: new Date(), lastError: null };
    return { level: "info", outcome: "sent", written };
  } catch (error) {
    const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    const hopeless = !(error instanceof MailRefused) || error.permanent;
    if (hopeless || attempts >= maxAttempts) {
      return { level: "error", outcome: "failed", written: { status: "failed", lastError }, error };
    }
    const pauseMs = Math.min(retryDelayMs * 4 ** (attempts - 1), longestPauseMs);
    const written = { lastError, nextAttemptAt: new Date(Date.now() + pauseMs) };
    return { level: "warn", outcome: "delayed", written, error };
  }
}

/** Takes the mail that has waited longest, for as long as a lease; others take the next one. */
async function claimNext(system: SystemDatabase): Promise<Claim | undefined> {
  const next = sql`(
    select id from mail_message where status = 'queued' and next_attempt_at <= now()
    order by next_attempt_at limit 1 for update skip locked
  )`;
  const [claim] = await system
    .update(mailMessage)
    .set({
      attempts: sql`${mailMessage.attempts} + 1`,
      nextAttemptAt: sql`now() + ${leaseMs} * interval '1 millisecond'`,
    })
    .where(eq(mailMessage.id, next))
    .returning({
      id: mailMessage.id,
      recipient: mailMessage.recipient,
      template: mailMessage.template,
      props: mailMessage.props,
      attempts: mailMessage.attempts,
    });
  return claim;
}

/** Writes how it went, unless the lease ran out and somebody else has it now. */
async function settle(
  { system }: DeliveryOptions,
  { id, attempts }: Claim,
  outcome: Partial<typeof mailMessage.$inferInsert>,
): Promise<void> {
  await system
    .update(mailMessage)
    .set(outcome)
    .where(and(eq(mailMessage.id, id), eq(mailMessage.status, "queued"), eq(mailMessage.attempts, attempts)));
}
