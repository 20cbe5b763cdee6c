import type { InvitationOutcome } from "@steward/contracts/org/invitation";

export interface InvitationAnswer {
  email: string;
  outcome: InvitationOutcome;
}

const refusals: Partial<Record<InvitationOutcome, string>> = {
  alreadyMember: "Member already",
  domainNotAllowed: "Not of an allowed domain (see Security)",
};

/** One line per reason why addresses were left out; none where all were invited. */
export function outcomesInWords(answers: readonly InvitationAnswer[]): string[] {
  return Object.entries(refusals).flatMap(([outcome, words]) => {
    const emails = answers.filter((answer) => answer.outcome === outcome).map(({ email }) => email);
    return emails.length > 0 ? [`${words}: ${emails.join(", ")}`] : [];
  });
}

/** How many mails are on their way. */
export function invitedInWords(answers: readonly InvitationAnswer[]): string {
  const sent = answers.filter(({ outcome }) => outcome === "invited" || outcome === "renewed");
  const [only] = sent;
  if (!only) return "Nobody was invited";
  return sent.length === 1 ? `${only.email} is invited` : `${sent.length} people are invited`;
}
