import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema } from "../kernel/list.ts";
import { type RichText, richTextSchema } from "../kernel/rich-text.ts";

/** Where something is being written: a conversation, or one of its threads. */
export const draftPlaceInput = z.object({ conversationId: idSchema, threadRootId: idSchema.nullish() });
export type DraftPlaceInput = z.infer<typeof draftPlaceInput>;

/** Kept on the server, so that what was begun at the desk goes on in the train. A blank one is forgotten. */
export const saveDraftInput = draftPlaceInput.extend({ content: richTextSchema.nullable() });
export type SaveDraftInput = z.infer<typeof saveDraftInput>;

export interface DraftItem {
  conversationId: string;
  conversationTitle: string;
  threadRootId: string | null;
  content: RichText;
  updatedAt: Date;
}

export const draftSaved = defineEvent("messaging.conversation.draftSaved", z.object({ isEmpty: z.boolean() }));
