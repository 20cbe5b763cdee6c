import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { defineNotification } from "../kernel/notification.ts";
import { administrators, definePermissions, staff } from "../kernel/permission.ts";
import { changesSchema } from "../kernel/record.ts";
import { roleSchema, roles } from "../kernel/role.ts";

export const memberPermissions = definePermissions("org.member", {
  read: { description: "See who works in the organisation", roles: staff },
  manage: {
    description: "Change members' roles, switch their access on and off, and remove them",
    roles: administrators,
  },
  leave: { description: "Leave the organisation", roles },
});

/**
 * A role to give somebody: one that every organisation has, by its name, or one of the organisation's own, by its id.
 * One value rather than two members, because it is one choice on screen.
 */
export const roleChoiceSchema = z.union([roleSchema, idSchema]);
export type RoleChoice = z.infer<typeof roleChoiceSchema>;

export const memberSortFields = ["name", "email", "createdAt"] as const;
export const memberFilter = z.object({
  role: z.array(roleChoiceSchema).max(100),
  divisionId: z.array(idSchema).max(100),
  disabled: z.boolean(),
});
export const listMembersInput = listInput(memberSortFields, memberFilter);
export type ListMembersInput = z.infer<typeof listMembersInput>;

export const updateMemberRoleInput = z.object({ id: idSchema, role: roleChoiceSchema });
export type UpdateMemberRoleInput = z.infer<typeof updateMemberRoleInput>;

const about = { name: z.string() };
/** `from` and `to` of a role are words for people: a custom role may be gone when the record is read. */
export const memberRoleChanged = defineEvent("org.member.roleChanged", z.object({ ...about, changes: changesSchema }));
/** By themselves, in their profile. */
export const memberRenamed = defineEvent("org.member.renamed", z.object({ ...about, changes: changesSchema }));
export const memberDisabled = defineEvent("org.member.disabled", z.object(about));
export const memberEnabled = defineEvent("org.member.enabled", z.object(about));

const ended = z.object({
  ...about,
  role: z.string(),
  /** What ended with the membership: keys, open invitations to others, places in divisions. */
  apiKeysRevoked: z.number().int(),
  invitationsRevoked: z.number().int(),
  divisionsLeft: z.number().int(),
});
export const memberRemoved = defineEvent("org.member.removed", ended);
export const memberLeft = defineEvent("org.member.left", ended);
/** Accepted an invitation, for the first time or (`returned`) again. */
export const memberJoined = defineEvent(
  "org.member.joined",
  z.object({ ...about, role: z.string(), invitationId: z.string(), returned: z.boolean() }),
);

/** Why something about a member was refused. */
export type MemberReason =
  | "member.grants_more_than_own"
  | "member.may_more_than_own"
  | "member.owners_only"
  | "member.not_yourself"
  | "member.last_owner"
  | "member.last_administrator";

/** To the member. */
export const roleGiven = defineNotification("org.member.roleGiven", {
  label: "My role changes",
  params: z.object({ role: z.string() }),
  record: "org.member",
  needs: "notifications.notification.read",
  channels: { inApp: true, email: true, push: false },
  words: ({ role }, { actor }) => ({
    title: `${actor} made you ${role}`,
    body: "What you may do has changed with it.",
  }),
  path: () => "/",
});
