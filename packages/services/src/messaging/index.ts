export {
  archiveConversation,
  createConversation,
  openDirect,
  unarchiveConversation,
  updateConversation,
} from "./conversation.ts";
export { getConversation, getUnreadTotals, listConversations } from "./conversation-queries.ts";
export { browseChannels, listConversationMembers } from "./directory.ts";
export { getDraft, listDrafts, saveDraft } from "./draft.ts";
export { sendMessage, writeMessage } from "./message.ts";
export { editMessage, removeMessage } from "./message-change.ts";
export { getMessage, getMessageHistory, listMessages, listPins } from "./message-queries.ts";
export { audienceOf } from "./people.ts";
export {
  addConversationMembers,
  joinConversation,
  leaveAllConversations,
  leaveConversation,
  markRead,
  markUnread,
  removeConversationMember,
  updateConversationRole,
  updateState,
} from "./place.ts";
export { findLastSeen, noteLastSeen } from "./presence.ts";
export { pinMessage, putReaction, react } from "./reaction.ts";
export { searchMessages } from "./search.ts";
export { followThread, getThread, listThreads, markThreadRead } from "./thread.ts";
export { listTypingAudience } from "./typing.ts";
