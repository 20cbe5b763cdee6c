import type { Permission } from "@steward/contracts";
import type { ConversationItem } from "@steward/contracts/messaging/conversation";

/** Whether the reader decides about a conversation and about what others wrote in it, as the server would say. */
export const runs = (
  { role, visibility }: Pick<ConversationItem, "role" | "visibility">,
  may: (permission: Permission) => boolean,
): boolean => role === "owner" || (visibility === "public" && may("messaging.conversation.manage"));
