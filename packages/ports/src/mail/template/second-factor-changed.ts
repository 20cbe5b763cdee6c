import { greeting, type MailCopy, moment, type Told } from "../copy.ts";

export const secondFactorChanged = ({ name, enabled, changedAt }: Told<"secondFactorChanged">): MailCopy => {
  const what = enabled ? "Your second factor was turned on" : "Your second factor was turned off";
  const effect = enabled
    ? "From now on, signing in asks for a code from your authenticator app."
    : "From now on, your password alone is enough to sign in.";
  return {
    subject: what,
    preview: effect,
    heading: what,
    paragraphs: [greeting(name), `${what} on ${moment(changedAt)}. ${effect}`],
    notes: ["If it was not you, change your password at once and tell the administrators of your organisation."],
  };
};
