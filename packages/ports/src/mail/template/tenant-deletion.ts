import { type MailCopy, moment, named, type Told } from "../copy.ts";

export const tenantDeletion = ({ organisation, requestedBy, purgeAfter, url }: Told<"tenantDeletion">): MailCopy => ({
  subject: `${named(organisation)} is going to be removed`,
  preview: `Until ${moment(purgeAfter)} it can be brought back.`,
  heading: `${named(organisation)} is going to be removed`,
  paragraphs: [
    "Hello,",
    `${named(requestedBy)} has asked for ${named(organisation)} to be removed. Nobody can work in it any more, and on ${moment(purgeAfter)} everything in it will be erased for good.`,
  ],
  action: { label: "Bring it back", url },
  notes: ["You get this mail because you are an owner of the organisation. If this is as it should be, do nothing."],
});
