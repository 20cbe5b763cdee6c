import { greeting, type MailCopy, moment, type Told } from "../copy.ts";

export const resetPassword = ({ name, url, expiresAt }: Told<"resetPassword">): MailCopy => ({
  subject: "Choose a new password",
  preview: "The link you asked for.",
  heading: "Choose a new password",
  paragraphs: [
    greeting(name),
    "Somebody, perhaps you, asked for a new password for your account. Until you choose one, the old one stays good.",
  ],
  action: { label: "Choose a password", url },
  notes: [`The link works once, until ${moment(expiresAt)}.`, "If it was not you, ignore this mail."],
});
