export { createMailer, type Mailer, MailRefused, type OutgoingMail } from "./mailer.ts";
export { type RenderedMail, renderMail } from "./render.ts";
