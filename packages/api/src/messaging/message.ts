import { idInput } from "@steward/contracts";
import { isBroadcast, type RichText } from "@steward/contracts/kernel/rich-text";
import {
  editMessageInput,
  listMessagesInput,
  listPinsInput,
  pinInput,
  reactInput,
  searchMessagesInput,
  sendMessageInput,
} from "@steward/contracts/messaging/message";
import type { ServiceContext } from "@steward/services/kernel";
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
import type { Platform } from "../kernel/platform.ts";
import { can, router } from "../kernel/procedure.ts";
import { presenceOf } from "./presence-board.ts";

const nobody: ReadonlySet<string> = new Set();
/** Whom `@here` means: asked before the transaction, because it may wait for the bus. */
const whoIsHere = async (
  { platform, tenant }: Pick<ServiceContext, "tenant"> & { readonly platform: Platform },
  { content }: { readonly content: RichText },
) => (isBroadcast(content, "here") ? presenceOf(platform).present(tenant.id) : nobody);

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
    .input(sendMessageInput, whoIsHere)
    .mutation(({ ctx, input }) => sendMessage(ctx, ctx.platform.files, input, ctx.prepared)),
  edit: can("messaging.message.write")
    .input(editMessageInput, whoIsHere)
    .mutation(({ ctx, input }) => editMessage(ctx, ctx.platform.files, input, ctx.prepared)),
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
