import { greeting, type MailCopy, moment, type Told } from "../copy.ts";

const providers: Readonly<Record<string, string>> = { google: "Google", microsoft: "Microsoft", github: "GitHub" };

/** What happened, and what it means for signing in. */
function words({ change, provider, codesLeft }: Told<"signInChanged">): { what: string; effect: string } {
  const account = `account at ${providers[provider ?? ""] ?? "your identity provider"}`;
  switch (change) {
    case "providerLinked":
      return { what: `Your ${account} was linked`, effect: "From now on it signs you in." };
    case "providerUnlinked":
      return { what: `Your ${account} was unlinked`, effect: "It signs you in no more." };
    case "recoveryCodesRenewed":
      return { what: "Your recovery codes were renewed", effect: "The older ones work no more." };
    case "recoveryCodeUsed":
      return { what: "A recovery code of yours was used", effect: `You have ${codesLeft ?? 0} left.` };
  }
}

export const signInChanged = (told: Told<"signInChanged">): MailCopy => {
  const { what, effect } = words(told);
  return {
    subject: what,
    preview: effect,
    heading: what,
    paragraphs: [greeting(told.name), `${what} on ${moment(told.changedAt)}. ${effect}`],
    notes: ["If it was not you, change your password at once and tell the administrators of your organisation."],
  };
};
