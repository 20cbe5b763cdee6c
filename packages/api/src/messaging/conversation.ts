import { idInput } from "@steward/contracts";
import {
  browseChannelsInput,
  createConversationInput,
  listConversationsInput,
  markReadInput,
  markUnreadInput,
  openDirectInput,
  typingInput,
  typingSignal,
  updateConversationInput,
  updateStateInput,
} from "@steward/contracts/messaging/conversation";
import {
  archiveConversation,
  browseChannels,
  createConversation,
  getConversation,
  getUnreadTotals,
  joinConversation,
  leaveConversation,
  listConversations,
  listTypingAudience,
  markRead,
  markUnread,
  openDirect,
  unarchiveConversation,
  updateConversation,
  updateState,
} from "@steward/services/messaging";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";
import { sendSignal } from "../live/signal.ts";

export const conversationRouter = router({
  list: can("messaging.conversation.read")
    .input(listConversationsInput)
    .query(({ ctx, input }) => listConversations(ctx, input)),
  byId: can("messaging.conversation.read")
    .input(idInput)
    .query(({ ctx, input }) => getConversation(ctx, input.id)),
  /** What waits in all of them together. */
  unread: can("messaging.conversation.read")
    .input(z.void())
    .query(({ ctx }) => getUnreadTotals(ctx)),
  /** The organisation's public channels. */
  browse: can("messaging.conversation.join")
    .input(browseChannelsInput)
    .query(({ ctx, input }) => browseChannels(ctx, input)),

  /** The conversation with a colleague; there is one, however often it is opened. */
  openDirect: can("messaging.conversation.write")
    .input(openDirectInput)
    .mutation(({ ctx, input }) => openDirect(ctx, input.memberId)),
  create: can("messaging.conversation.write")
    .input(createConversationInput)
    .mutation(({ ctx, input }) => createConversation(ctx, input)),
  update: can("messaging.conversation.write")
    .input(updateConversationInput)
    .mutation(({ ctx, input }) => updateConversation(ctx, input)),
  archive: can("messaging.conversation.write")
    .input(idInput)
    .mutation(({ ctx, input }) => archiveConversation(ctx, input.id)),
  unarchive: can("messaging.conversation.write")
    .input(idInput)
    .mutation(({ ctx, input }) => unarchiveConversation(ctx, input.id)),
  join: can("messaging.conversation.join")
    .input(idInput)
    .mutation(({ ctx, input }) => joinConversation(ctx, input.id)),
  leave: can("messaging.conversation.read")
    .input(idInput)
    .mutation(({ ctx, input }) => leaveConversation(ctx, input.id)),

  markRead: can("messaging.conversation.read")
    .input(markReadInput)
    .mutation(({ ctx, input }) => markRead(ctx, input)),
  markUnread: can("messaging.conversation.read")
    .input(markUnreadInput)
    .mutation(({ ctx, input }) => markUnread(ctx, input)),
  updateState: can("messaging.conversation.read")
    .input(updateStateInput)
    .mutation(({ ctx, input }) => updateState(ctx, input)),
  /** The caller types. No mutation: it is told and not stored, and would be a row in the record each time. */
  typing: can("messaging.message.write")
    .input(typingInput)
    .query(async ({ ctx, input }): Promise<void> => {
      const audience = await listTypingAudience(ctx, input);
      const about = { tenantId: ctx.tenant.id, entityId: input.threadRootId ?? input.id, memberId: ctx.actor.memberId };
      await sendSignal(ctx, { name: typingSignal, ...about, state: input.isTyping ? "on" : "off", audience });
    }),
});
