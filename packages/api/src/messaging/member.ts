import {
  addConversationMembersInput,
  listConversationMembersInput,
  removeConversationMemberInput,
  updateConversationRoleInput,
} from "@steward/contracts/messaging/conversation";
import {
  addConversationMembers,
  listConversationMembers,
  removeConversationMember,
  updateConversationRole,
} from "@steward/services/messaging";
import { can, router } from "../kernel/procedure.ts";

/** Who is in a conversation; `id` is the conversation's. */
export const conversationMemberRouter = router({
  list: can("messaging.conversation.read")
    .input(listConversationMembersInput)
    .query(({ ctx, input }) => listConversationMembers(ctx, input)),
  add: can("messaging.conversation.write")
    .input(addConversationMembersInput)
    .mutation(({ ctx, input }) => addConversationMembers(ctx, input)),
  remove: can("messaging.conversation.write")
    .input(removeConversationMemberInput)
    .mutation(({ ctx, input }) => removeConversationMember(ctx, input)),
  updateRole: can("messaging.conversation.write")
    .input(updateConversationRoleInput)
    .mutation(({ ctx, input }) => updateConversationRole(ctx, input)),
});
