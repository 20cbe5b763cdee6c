import type { MessageItem } from "@steward/contracts/messaging/message";

/** A message of nobody in particular that says nothing, but for what a test gives it. */
export const sampleMessage = (seq: number, given: Partial<MessageItem> = {}): MessageItem => ({
  id: `id-${seq}`,
  conversationId: "general",
  seq,
  clientId: `client-${seq}`,
  author: { memberId: "ann", name: "Ann" },
  notice: null,
  content: null,
  text: "",
  replyTo: null,
  threadRootId: null,
  thread: null,
  reactions: [],
  files: [],
  records: [],
  isMention: false,
  pinnedAt: null,
  editedAt: null,
  removedAt: null,
  createdAt: new Date(seq * 1_000),
  version: 1,
  ...given,
});
