import { render } from "@react-email/render";
import { mailProps } from "@steward/contracts/kernel/mail";
import type { MailCopy, MailTemplate } from "./copy.ts";
import { mailPage, mailText } from "./layout.ts";
import { templates } from "./template/index.ts";

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Where one says that one does not want such mail, and whether one request does; null for mail nobody can do without. */
  readonly unsubscribe: { readonly url: string; readonly oneClick: boolean } | null;
}

/**
 * A mail as it is sent. `props` are what the queue kept, as JSON; they are read by the template's own schema.
 * Throws a `ZodError` for props the template cannot be made of.
 */
export async function renderMail(template: MailTemplate, props: unknown): Promise<RenderedMail> {
  const copy = copyOf(template, props);
  return {
    subject: copy.subject,
    html: await render(mailPage(copy)),
    text: mailText(copy),
    unsubscribe: unsubscribeOf(copy),
  };
}

function unsubscribeOf({ manage }: MailCopy): RenderedMail["unsubscribe"] {
  if (!manage) return null;
  const { url, oneClickUrl } = manage;
  // Programs ask in the reader's name, and only where nobody can listen (RFC 8058, 3.1).
  const oneClick = oneClickUrl?.startsWith("https:") ?? false;
  return { url: oneClickUrl && oneClick ? oneClickUrl : url, oneClick };
}

function copyOf<Template extends MailTemplate>(template: Template, props: unknown): MailCopy {
  // The schema and the template belong together by their key, which the type of a union of schemas cannot say.
  const write = templates[template] as (told: unknown) => MailCopy;
  return write(mailProps[template].parse(props));
}
