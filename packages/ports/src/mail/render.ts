import { render } from "@react-email/render";
import { mailProps } from "@steward/contracts/kernel/mail";
import type { MailCopy, MailTemplate } from "./copy.ts";
import { mailPage, mailText } from "./layout.ts";
import { templates } from "./template/index.ts";

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Where one says that one does not want such mail; null for mail that nobody can do without. */
  readonly unsubscribeUrl: string | null;
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
    unsubscribeUrl: copy.manage?.url ?? null,
  };
}

function copyOf<Template extends MailTemplate>(template: Template, props: unknown): MailCopy {
  // The schema and the template belong together by their key, which the type of a union of schemas cannot say.
  const write = templates[template] as (told: unknown) => MailCopy;
  return write(mailProps[template].parse(props));
}
