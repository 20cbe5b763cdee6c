import { greeting, type MailCopy, type Told } from "../copy.ts";

export const accountExists = ({ name, signInUrl, resetUrl }: Told<"accountExists">): MailCopy => ({
  subject: "You already have an account",
  preview: "Somebody tried to sign up with your address.",
  heading: "You already have an account",
  paragraphs: [
    greeting(name),
    "Somebody, perhaps you, tried to sign up with this address. It has an account already, so nothing was changed.",
  ],
  action: { label: "Sign in", url: signInUrl },
  notes: [
    `If you no longer know your password, choose a new one: ${resetUrl}`,
    "If it was not you, there is nothing to do.",
  ],
});
