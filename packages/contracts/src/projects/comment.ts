import { z } from "zod";
import { idInput, idSchema, maxPageSize } from "../kernel/list.ts";
import type { MemberRef } from "../kernel/record.ts";
import { isBlank, type RichText, richTextSchema } from "../kernel/rich-text.ts";

const contentSchema = richTextSchema.refine((content) => !isBlank(content), "Write something");

/** Oldest first. */
export const listCommentsInput = z.object({
  taskId: idSchema,
  cursor: z.string().max(4_000).nullish(),
  limit: z.number().int().min(1).max(maxPageSize).default(50),
});
export type ListCommentsInput = z.infer<typeof listCommentsInput>;

export const createCommentInput = z.object({ taskId: idSchema, content: contentSchema });
export type CreateCommentInput = z.infer<typeof createCommentInput>;

/** Only what one wrote oneself. */
export const updateCommentInput = idInput.extend({ content: contentSchema });
export type UpdateCommentInput = z.infer<typeof updateCommentInput>;

export interface CommentItem {
  id: string;
  author: MemberRef;
  content: RichText;
  createdAt: Date;
  editedAt: Date | null;
  /** Whether the caller may change and remove it. */
  isMine: boolean;
}

/** Reasons this resource refuses with. */
export type CommentReason = "comment.not_the_author";
