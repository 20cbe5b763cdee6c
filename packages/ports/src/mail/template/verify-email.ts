import { greeting, type MailCopy, moment, type Told } from "../copy.ts";

export const verifyEmail = ({ name, url, expiresAt }: Told<"verifyEmail">): MailCopy => ({
  subject: "Confirm your e-mail address",
  preview: "One click, and your account is ready.",
  heading: "Confirm your e-mail address",
  paragraphs: [
    greeting(name),
    "Thank you for signing up. Confirm that this address is yours, and your account is ready.",
  ],
  action: { label: "Confirm address", url },
  notes: [
    `The link works once, until ${moment(expiresAt)}.`,
    "If you did not sign up, ignore this mail: without the click there is no account.",
  ],
});
