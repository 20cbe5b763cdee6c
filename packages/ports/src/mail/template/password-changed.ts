import { greeting, type MailCopy, moment, type Told } from "../copy.ts";

export const passwordChanged = ({ name, changedAt, resetUrl }: Told<"passwordChanged">): MailCopy => ({
  subject: "Your password was changed",
  preview: "If it was you, there is nothing to do.",
  heading: "Your password was changed",
  paragraphs: [
    greeting(name),
    `The password of your account was changed on ${moment(changedAt)}. If it was you, there is nothing to do.`,
  ],
  action: { label: "It was not me", url: resetUrl },
  notes: ["If it was not you, choose a new password at once: that signs everybody else out."],
});
