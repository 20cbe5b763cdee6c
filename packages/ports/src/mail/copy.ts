import type { MailProps, MailTemplate, mailProps } from "@steward/contracts/kernel/mail";
import type { z } from "zod";

/** What one mail says; how it looks is the layout's. */
export interface MailCopy {
  readonly subject: string;
  /** The line a list of mails shows behind the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do, if there is one. */
  readonly action?: { readonly label: string; readonly url: string };
  /**
   * Where one says that one does not want such mail: below, and for mail programs to offer (RFC 2369). At `oneClickUrl`
   * they say it by themselves (RFC 8058).
   */
  readonly manage?: { readonly label: string; readonly url: string; readonly oneClickUrl?: string | undefined };
  /** Small print: until when, and what to do if it was not you. */
  readonly notes: readonly string[];
}

/** The props of a template as they are once read back. */
export type Told<Template extends MailTemplate> = z.output<(typeof mailProps)[Template]>;
export type { MailProps, MailTemplate };

const longest = 80;

/**
 * A name that somebody else chose, as it may stand in our mail: on one line, not endless, and with nothing in it that a
 * mail program turns into a link, or our mail would carry their invitation to their site.
 */
export function named(name: string): string {
  const line = name.replace(/\s+/g, " ").trim();
  const short = line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
  return short.replace(/:\/\//g, " ").replace(/(\w)[.@](?=\w)/g, "$1 ");
}

export const greeting = (name: string) => (named(name) ? `Hello ${named(name)},` : "Hello,");

/** An instant as a sentence has it. In UTC, and saying so: the reader's time zone is not known. */
export function moment(iso: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return `${parts.format(new Date(iso))} UTC`;
}
