import {
  type ConversationReason,
  type ConversationRole,
  type ConversationVisibility,
  conversationVisibilities,
} from "@steward/contracts/messaging/conversation";
import type { MessageReason } from "@steward/contracts/messaging/message";
import { registerProblemTexts } from "@steward/ui";

const visibilityWords: Readonly<Record<ConversationVisibility, string>> = {
  public: "Every colleague, who may join",
  private: "Only the people in it",
};
export const visibilityOptions = conversationVisibilities.map((value) => ({ value, label: visibilityWords[value] }));

export const roleWords: Readonly<Record<ConversationRole, string>> = { owner: "Owner", member: "Member" };

const conversationProblems: Record<ConversationReason, string> = {
  "conversation.archived": "This conversation is archived. Bring it back to write in it.",
  "conversation.direct_stays": "A conversation between two people stays as it is. Start a group instead.",
  "conversation.group_is_private": "A group is between the people in it. Make a channel for what everybody may find.",
  "conversation.last_owner": "Somebody has to run this conversation. Make another person its owner first.",
  "conversation.name_missing": "A channel needs a name.",
  "conversation.name_taken": "There is a channel of this name already. Choose another.",
  "conversation.not_an_owner": "Only the owners of this conversation can do this.",
  "conversation.not_a_member": "You are not in this conversation any more.",
  "conversation.too_many_members": "There is no room for so many people in one conversation.",
};

const messageProblems: Record<MessageReason, string> = {
  "message.client_id_reused": "This message was sent before. Reload the page to see it.",
  "message.empty": "A message says something, or carries a file.",
  "message.nested_thread": "A reply in a thread cannot have a thread of its own.",
  "message.not_the_author": "Only who wrote a message can change it.",
  "message.removed": "This message was removed in the meantime.",
  "message.too_many_pins": "This conversation has as many pinned messages as it can hold. Unpin one first.",
  "message.too_many_reactions": "This message has as many different reactions as it can hold.",
};

registerProblemTexts({ ...conversationProblems, ...messageProblems });
