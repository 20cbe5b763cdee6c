import { createTransport } from "nodemailer";
import type { RenderedMail } from "./render.ts";

export interface OutgoingMail extends RenderedMail {
  /** Becomes the Message-ID: a mail that is sent again after a lost answer is the same mail to whoever looks. */
  readonly id: string;
  readonly to: string;
}

/** The mail was not taken. `permanent`: the server said that it never will be (RFC 5321, 4.2.1: a reply 5yz). */
export class MailRefused extends Error {
  readonly permanent: boolean;

  constructor(message: string, permanent: boolean, options?: ErrorOptions) {
    super(message, options);
    this.name = "MailRefused";
    this.permanent = permanent;
  }
}

export interface Mailer {
  /**
   * Hands a mail to the server. Throws `MailRefused`.
   *
   * At least once: when the connection is lost after the last byte and before the answer, nobody can know whether the
   * server took the mail, and it counts as not taken.
   */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

interface MailerOptions {
  /** `smtp://user:password@host:587` (STARTTLS where it is offered, always with `?requireTLS=true`) or `smtps://`. */
  readonly smtpUrl: string;
  /** `Steward <no-reply@steward.example>` */
  readonly from: string;
}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

export function createMailer({ smtpUrl, from }: MailerOptions): Mailer {
  const domain = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
  // A template never names a file or an address to fetch; the transport shall not even be able to.
  const closed = { disableFileAccess: true, disableUrlAccess: true };
  const transport = createTransport({ url: smtpUrl, ...patience, ...closed });
  return {
    async send({ id, to, subject, html, text, unsubscribe }) {
      try {
        await transport.sendMail({
          messageId: `<${id}@${domain}>`,
          from,
          // As an address alone: a recipient is never a list, whatever stands in it.
          to: { name: "", address: to },
          subject,
          html,
          text,
          // Nobody's absence note shall answer (RFC 3834).
          headers: {
            "Auto-Submitted": "auto-generated",
            ...(unsubscribe && { "List-Unsubscribe": { prepared: true, value: `<${unsubscribe.url}>` } }),
            ...(unsubscribe?.oneClick && { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
          },
        });
      } catch (error) {
        throw refusalOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** Only what the server says of this very mail is for good; a wrong password or a full queue is mended by somebody. */
function refusalOf(error: unknown): MailRefused {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  const said = error instanceof Error ? error.message : String(error);
  const ofThisMail = code === "EENVELOPE" || code === "EMESSAGE";
  return new MailRefused(said, ofThisMail && Number(responseCode) >= 500, { cause: error });
}
