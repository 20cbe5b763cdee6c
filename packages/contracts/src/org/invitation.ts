import { z } from "zod";
import { newPasswordSchema } from "../auth/sign-up.ts";
import { defineConsumer } from "../kernel/consumer.ts";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { defineNotification } from "../kernel/notification.ts";
import { administrators, definePermissions } from "../kernel/permission.ts";
import { emailSchema, nameSchema } from "../kernel/text.ts";
import { roleChoiceSchema } from "./member.ts";

export const invitationPermissions = definePermissions("org.invitation", {
  read: { description: "See who has been invited", roles: administrators },
  write: { description: "Invite people, send invitations again and take them back", roles: administrators },
});

export const invitationStatuses = ["pending", "accepted", "expired", "revoked"] as const;
export const invitationStatusSchema = z.enum(invitationStatuses);
export type InvitationStatus = z.infer<typeof invitationStatusSchema>;

export const invitationStatusLabels: Record<InvitationStatus, string> = {
  pending: "Pending",
  accepted: "Accepted",
  expired: "Expired",
  revoked: "Revoked",
};

/** How long an invitation can be accepted. */
export const invitationDays = 7;
export const maxInvitationsAtOnce = 50;
/** Neither accepted nor revoked: each is a mail in somebody's inbox that we sent. */
export const maxOpenInvitations = 500;

export const invitationSortFields = ["createdAt", "email"] as const;
export const invitationFilter = z.object({ status: z.array(invitationStatusSchema).max(invitationStatuses.length) });
export const listInvitationsInput = listInput(invitationSortFields, invitationFilter, "desc");
export type ListInvitationsInput = z.infer<typeof listInvitationsInput>;

export const createInvitationsInput = z.object({
  emails: z
    .array(emailSchema)
    .min(1, "Enter at least one e-mail address")
    .max(maxInvitationsAtOnce, `Invite at most ${maxInvitationsAtOnce} people at once`),
  role: roleChoiceSchema,
});
export type CreateInvitationsInput = z.infer<typeof createInvitationsInput>;

/** What became of one of the addresses. `renewed`: the older invitation's link is dead, a new one is on its way. */
export const invitationOutcomes = ["invited", "renewed", "alreadyMember", "domainNotAllowed"] as const;
export type InvitationOutcome = (typeof invitationOutcomes)[number];

/** What the link in the mail carries: 256 random bits as base64url. Looser, so that a cut link is simply unknown. */
export const invitationTokenSchema = z.string().trim().min(1).max(200);
export const invitationTokenInput = z.object({ token: invitationTokenSchema });

/** Accepting as oneself: by the mail's link, or by the invitation's id in the list of one's own. */
export const acceptOwnInvitationInput = z.union([invitationTokenInput, z.object({ id: idSchema })]);
export type AcceptOwnInvitationInput = z.infer<typeof acceptOwnInvitationInput>;

/** Accepting as somebody who has no account yet. */
export const acceptInvitationInput = z.object({
  token: invitationTokenSchema,
  name: nameSchema("Enter your name", 100),
  password: newPasswordSchema,
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;

/** The address is masked by the record of what was done: whose inbox it was is for the list, while it lives. */
const about = z.object({ email: z.string(), role: z.string() });
export const invitationCreated = defineEvent("org.invitation.created", about);
export const invitationRenewed = defineEvent("org.invitation.renewed", about);
export const invitationRevoked = defineEvent("org.invitation.revoked", about);
export const invitationAccepted = defineEvent("org.invitation.accepted", about.extend({ memberId: idSchema }));

export type InvitationReason =
  | "invitation.unknown"
  | "invitation.expired"
  | "invitation.revoked"
  | "invitation.accepted"
  | "invitation.sender_lost_authority"
  | "invitation.not_open"
  | "invitation.domain_not_allowed"
  | "invitation.other_person"
  | "invitation.account_exists"
  | "invitation.address_taken"
  | "invitation.too_many_open"
  | "invitation.too_many_mails";

/** To whoever invited them. */
export const inviteeJoined = defineNotification("org.invitation.inviteeJoined", {
  label: "Somebody I invited joins",
  params: z.object({ role: z.string() }),
  record: "org.member",
  needs: "org.member.read",
  channels: { inApp: true, email: false, push: false },
  site: "admin",
  words: ({ role }, { actor }) => ({ title: `${actor} joined`, body: `As ${role}, by your invitation` }),
  path: (id) => `/members/${id}`,
});
/** It is recorded by whoever joins, whose organisation this is not yet. */
export const tellInviter = defineConsumer("org.invitation.tellInviter", [invitationAccepted.name]);
