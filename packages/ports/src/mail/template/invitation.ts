import { type MailCopy, moment, named, type Told } from "../copy.ts";

export const invitation = ({ organisation, inviter, role, url, expiresAt }: Told<"invitation">): MailCopy => ({
  subject: `${named(inviter)} invites you to ${named(organisation)}`,
  preview: `Work together in ${named(organisation)} on Steward.`,
  heading: `Join ${named(organisation)}`,
  paragraphs: [
    "Hello,",
    `${named(inviter)} invites you to work in ${named(organisation)} on Steward, as ${named(role)}.`,
  ],
  action: { label: "Look at the invitation", url },
  notes: [
    `The invitation is for this address and is open until ${moment(expiresAt)}.`,
    "If you do not know who this is, ignore this mail.",
  ],
});
