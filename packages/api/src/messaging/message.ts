import { idInput } from "@steward/contracts";
import {
  editMessageInput,
  listMessagesInput,
  listPinsInput,
  pinInput,
  reactInput,
  searchMessagesInput,
  sendMessageInput,
} from "@steward/contracts/messaging/message";
import {
  editMessage,
  getMessage,
  getMessageHistory,
  listMessages,
  listPins,
  pinMessage,
  react,
  removeMessage,
  searchMessages,
  sendMessage,
} from "@steward/services/messaging";
import { can, router } from "../kernel/procedure.ts";

export const messageRouter = router({
  /** A stretch of a conversation or thread. */
  list: can("messaging.message.read")
    .input(listMessagesInput)
    .query(({ ctx, input }) => listMessages(ctx, ctx.platform.files, input)),
  byId: can("messaging.message.read")
    .input(idInput)
    .query(({ ctx, input }) => getMessage(ctx, ctx.platform.files, input.id)),
  /** What it said before it was edited. */
  history: can("messaging.message.read")
    .input(idInput)
    .query(({ ctx, input }) => getMessageHistory(ctx, input.id)),
  pins: can("messaging.message.read")
    .input(listPinsInput)
    .query(({ ctx, input }) => listPins(ctx, ctx.platform.files, input.conversationId)),
  search: can("messaging.message.read")
    .input(searchMessagesInput)
    .query(({ ctx, input }) => searchMessages(ctx, input)),

  send: can("messaging.message.write")
    .input(sendMessageInput)
    .mutation(({ ctx, input }) => sendMessage(ctx, ctx.platform.files, input)),
  edit: can("messaging.message.write")
    .input(editMessageInput)
    .mutation(({ ctx, input }) => editMessage(ctx, ctx.platform.files, input)),
  remove: can("messaging.message.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeMessage(ctx, input.id)),
  react: can("messaging.message.write")
    .input(reactInput)
    .mutation(({ ctx, input }) => react(ctx, ctx.platform.files, input)),
  pin: can("messaging.message.write")
    .input(pinInput)
    .mutation(({ ctx, input }) => pinMessage(ctx, ctx.platform.files, input)),
});
