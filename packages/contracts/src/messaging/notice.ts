import { z } from "zod";
import { defineNotification } from "../kernel/notification.ts";

const ofConversation = {
  record: "messaging.conversation",
  needs: "messaging.conversation.read",
  channels: { inApp: true, email: true, push: true },
  collapses: true,
} as const;
const path = (id: string) => `/messaging/${id}`;

/** What was written is not in it: a message that is taken back shall be gone from every mail that was not sent yet. */
export const directReceived = defineNotification("messaging.conversation.directReceived", {
  ...ofConversation,
  label: "Somebody writes to me",
  params: z.object({}),
  words: (_params, { actor, occurrences }) => ({
    title: occurrences > 1 ? `${actor} sent you ${occurrences} messages` : `${actor} sent you a message`,
  }),
  path,
});

export const mentioned = defineNotification("messaging.conversation.mentioned", {
  ...ofConversation,
  label: "Somebody mentions me in a conversation",
  params: z.object({
    /** Its name; null where it is called by its people. */
    conversation: z.string().nullable(),
  }),
  words: ({ conversation }, { actor, occurrences }) => {
    const where = conversation === null ? "" : ` in ${conversation}`;
    return {
      title: occurrences > 1 ? `You were mentioned ${occurrences} times${where}` : `${actor} mentioned you${where}`,
    };
  },
  path,
});
