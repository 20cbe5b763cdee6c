import { router } from "../kernel/procedure.ts";
import { conversationRouter } from "./conversation.ts";
import { draftRouter } from "./draft.ts";
import { conversationMemberRouter } from "./member.ts";
import { messageRouter } from "./message.ts";
import { presenceRouter } from "./presence.ts";
import { threadRouter } from "./thread.ts";

/** What people write to each other. */
export const messagingRouter = router({
  conversation: conversationRouter,
  draft: draftRouter,
  member: conversationMemberRouter,
  message: messageRouter,
  presence: presenceRouter,
  thread: threadRouter,
});
