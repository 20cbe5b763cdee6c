import { z } from "zod";
import { defineConsumer } from "../kernel/consumer.ts";
import { defineEvent } from "../kernel/event.ts";
import { idInput, idSchema } from "../kernel/list.ts";
import { administrators, definePermissions, staff } from "../kernel/permission.ts";
import { versionSchema } from "../kernel/record.ts";
import { roles } from "../kernel/role.ts";
import { lineSchema, nameSchema } from "../kernel/text.ts";

/** `direct` is between two people, or somebody's notes to themselves: there is one for each pair, and it stays so. */
export const conversationKinds = ["group", "channel", "direct"] as const;
export type ConversationKind = (typeof conversationKinds)[number];

/** Of a channel: `public` ones are found, read and joined by every colleague. Everything else is private. */
export const conversationVisibilities = ["private", "public"] as const;
export type ConversationVisibility = (typeof conversationVisibilities)[number];

/** Owners run a group or channel; a direct conversation has none. */
export const conversationRoles = ["member", "owner"] as const;
export type ConversationRole = (typeof conversationRoles)[number];

/** Nobody reads in a private conversation they are not in, whatever their role in the organisation. */
export const conversationPermissions = definePermissions("messaging.conversation", {
  read: { description: "Read the conversations they are in", roles, ownHands: true },
  write: { description: "Start conversations and look after their own", roles: staff, ownHands: true },
  join: { description: "Find, read and join public channels", roles: staff, ownHands: true },
  manage: {
    description: "Run every public channel, and remove what was written there",
    roles: administrators,
    ownHands: true,
  },
});

/** Everybody of an organisation in one channel, and an end to what a script adds. */
export const maxConversationMembers = 5_000;
/** A count that nobody reads as a number any more: the screen shows `99+`. */
export const maxUnread = 100;

const topicSchema = lineSchema(500);
const memberIdsSchema = z.array(idSchema).max(200);

export const listConversationsInput = z.object({
  /** In the name, or in those of its people. */
  search: z.string().trim().max(200).optional(),
  filter: z
    .object({
      kind: z.array(z.enum(conversationKinds)),
      isStarred: z.boolean(),
      isUnread: z.boolean(),
      /** Left out: those that are not. */
      isArchived: z.boolean(),
      /** Left out: those that are not. */
      isHidden: z.boolean(),
    })
    .partial()
    .default({}),
  cursor: z.string().max(1_000).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListConversationsInput = z.infer<typeof listConversationsInput>;

export const browseChannelsInput = z.object({
  search: z.string().trim().max(200).optional(),
  cursor: z.string().max(4_000).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type BrowseChannelsInput = z.infer<typeof browseChannelsInput>;

/** The caller's own id is their notes. */
export const openDirectInput = z.object({ memberId: idSchema });
export type OpenDirectInput = z.infer<typeof openDirectInput>;

export const createConversationInput = z
  .object({
    kind: z.enum(["group", "channel"]),
    /** A group may do without: it is then called by its people. */
    name: lineSchema(80).default(null),
    topic: topicSchema.default(null),
    visibility: z.enum(conversationVisibilities).default("private"),
    /** Beside the caller. */
    memberIds: memberIdsSchema.default([]),
  })
  .refine(({ kind, name }) => kind !== "channel" || name !== null, { path: ["name"], error: "Give the channel a name" })
  .refine(({ kind, visibility }) => kind === "channel" || visibility === "private", {
    path: ["visibility"],
    error: "Only a channel can be public",
  });
export type CreateConversationInput = z.infer<typeof createConversationInput>;

export const updateConversationInput = idInput.extend({
  name: nameSchema("Give it a name", 80).nullable().optional(),
  topic: topicSchema.optional(),
  visibility: z.enum(conversationVisibilities).optional(),
  version: versionSchema,
});
export type UpdateConversationInput = z.infer<typeof updateConversationInput>;

/** Forward only: a device that was away cannot make unread what has been read. */
export const markReadInput = idInput.extend({ seq: z.number().int().min(0).max(2_147_483_647) });
export type MarkReadInput = z.infer<typeof markReadInput>;

/** Back to before a message: from there on it is unread again, because its reader says so. */
export const markUnreadInput = idInput.extend({ seq: z.number().int().min(1).max(2_147_483_647) });
export type MarkUnreadInput = z.infer<typeof markUnreadInput>;

export const updateStateInput = idInput.extend({
  isMuted: z.boolean().optional(),
  isStarred: z.boolean().optional(),
  /** Out of the list until somebody writes in it again. */
  isHidden: z.boolean().optional(),
});
export type UpdateStateInput = z.infer<typeof updateStateInput>;

export const listConversationMembersInput = idInput.extend({
  search: z.string().trim().max(200).optional(),
  cursor: z.string().max(4_000).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListConversationMembersInput = z.infer<typeof listConversationMembersInput>;

export const addConversationMembersInput = idInput.extend({ memberIds: memberIdsSchema.min(1) });
export type AddConversationMembersInput = z.infer<typeof addConversationMembersInput>;

export const removeConversationMemberInput = idInput.extend({ memberId: idSchema });
export type RemoveConversationMemberInput = z.infer<typeof removeConversationMemberInput>;

export const updateConversationRoleInput = idInput.extend({ memberId: idSchema, role: z.enum(conversationRoles) });
export type UpdateConversationRoleInput = z.infer<typeof updateConversationRoleInput>;

export interface Person {
  memberId: string;
  name: string;
}

/** What was said last, as a list shows it. */
export interface LastMessage {
  seq: number;
  author: Person;
  /** The beginning of it; empty where it was removed, or is nothing but files. */
  text: string;
  isRemoved: boolean;
  createdAt: Date;
}

/** A conversation with the caller's own state in it, as lists show it. */
export interface ConversationItem {
  id: string;
  kind: ConversationKind;
  visibility: ConversationVisibility;
  /** As given; null where it is called by its people. */
  name: string | null;
  /** What it is called on screen. */
  title: string;
  topic: string | null;
  /** The others in a direct conversation or group, at most four, by name. */
  people: Person[];
  memberCount: number;
  /** Null: the caller looks into a public channel without being in it. */
  role: ConversationRole | null;
  /** Of the newest message; 0 where there is none. */
  lastSeq: number;
  lastReadSeq: number;
  /** Others' messages the caller has not read, without threads' replies and removed ones; at most `maxUnread`. */
  unreadCount: number;
  /** Those among them, and among unread replies, that mention the caller. */
  mentionCount: number;
  isMuted: boolean;
  isStarred: boolean;
  isHidden: boolean;
  /** What the caller has begun to write. */
  draftText: string | null;
  lastMessage: LastMessage | null;
  /** Of the newest message, or of the beginning. */
  lastActivityAt: Date;
  archivedAt: Date | null;
  createdAt: Date;
  version: number;
}

/** A public channel, as somebody finds it. */
export interface ChannelItem {
  id: string;
  name: string;
  topic: string | null;
  memberCount: number;
  isMember: boolean;
  lastActivityAt: Date;
}

export interface ConversationMember extends Person {
  email: string;
  role: ConversationRole;
  /** Has read up to here: who has seen what. */
  lastReadSeq: number;
  joinedAt: Date;
}

/** What the mark on the application's icon shows, without muted conversations. */
export interface UnreadTotals {
  /** Conversations with something unread. */
  conversations: number;
  mentions: number;
}

/** The events of a conversation are about it, whatever happened in it: whoever has it open asks for what is new. */
const byMember = z.object({ memberId: idSchema });
export const conversationCreated = defineEvent(
  "messaging.conversation.created",
  z.object({ kind: z.enum(conversationKinds), visibility: z.enum(conversationVisibilities), members: z.number() }),
);
/** Names and topics stay in the conversation: the record of the organisation is read by people who are not in it. */
export const conversationChanged = defineEvent(
  "messaging.conversation.changed",
  z.object({ fields: z.array(z.enum(["name", "topic", "visibility"])) }),
);
export const conversationArchived = defineEvent("messaging.conversation.archived", z.object({}));
export const conversationUnarchived = defineEvent("messaging.conversation.unarchived", z.object({}));
export const conversationMembersAdded = defineEvent(
  "messaging.conversation.membersAdded",
  z.object({ memberIds: z.array(idSchema) }),
);
export const conversationMemberRemoved = defineEvent("messaging.conversation.memberRemoved", byMember);
export const conversationRoleChanged = defineEvent(
  "messaging.conversation.roleChanged",
  byMember.extend({ role: z.enum(conversationRoles) }),
);
export const conversationJoined = defineEvent("messaging.conversation.joined", byMember);
export const conversationLeft = defineEvent("messaging.conversation.left", byMember);
export const conversationRead = defineEvent("messaging.conversation.read", z.object({ seq: z.number() }));
export const conversationMarkedUnread = defineEvent(
  "messaging.conversation.markedUnread",
  z.object({ seq: z.number() }),
);
export const conversationStateChanged = defineEvent(
  "messaging.conversation.stateChanged",
  updateStateInput.omit({ id: true }),
);

/**
 * A signal to the others in the conversation: its state is `on` or `off`, `entityId` the conversation's id, or that of the
 * message whose thread is written in.
 */
export const typingSignal = "messaging.conversation.typing";
/** Whoever types says so this often. */
export const typingRepeatMs = 3_000;
/** Whoever has not said so for this long has stopped. */
export const typingTtlMs = 6_000;

export const typingInput = idInput.extend({
  threadRootId: idSchema.optional(),
  /** False where what was begun is given up or sent. */
  isTyping: z.boolean().default(true),
});
export type TypingInput = z.infer<typeof typingInput>;

/** Whoever leaves the organisation leaves its groups and channels, and is not back in them when they come back. */
export const departMember = defineConsumer("messaging.conversation.depart", ["org.member.removed", "org.member.left"]);

/** Reasons this resource refuses with. */
export type ConversationReason =
  | "conversation.archived"
  | "conversation.direct_stays"
  | "conversation.group_is_private"
  | "conversation.last_owner"
  | "conversation.name_missing"
  | "conversation.name_taken"
  | "conversation.not_an_owner"
  | "conversation.not_a_member"
  | "conversation.too_many_members";
