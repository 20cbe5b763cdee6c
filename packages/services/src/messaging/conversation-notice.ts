import type { NoticeKind } from "@steward/contracts/messaging/message";
import { uuidv7 } from "@steward/db";
import { conversation, conversationMember, message } from "@steward/db/schema";
import { and, eq, sql } from "drizzle-orm";
import type { EmitContext } from "../kernel/index.ts";

/** Names that a line says; the others are counted. */
const maxNamed = 10;

interface Happened {
  /** The member who did it. */
  readonly by: string;
  readonly kind: NoticeKind;
  readonly memberIds?: readonly string[];
  readonly to?: string | null;
}

/**
 * Writes a line of what happened into a conversation whose row the caller has locked. It takes a number as messages do, so
 * that it has its place among them, and changes nothing else: nobody has something unread by it, the conversation does not
 * move up, and whoever has put it away keeps it there.
 */
export async function writeNotice(
  { db }: Pick<EmitContext, "db">,
  conversationId: string,
  { by, kind, memberIds = [], to = null }: Happened,
): Promise<void> {
  const [numbered] = await db
    .update(conversation)
    .set({ lastSeq: sql`${conversation.lastSeq} + 1` })
    .where(eq(conversation.id, conversationId))
    .returning({ seq: conversation.lastSeq });
  if (!numbered) return;
  const { seq } = numbered;
  await db.insert(message).values({
    conversationId,
    seq,
    authorId: by,
    clientId: uuidv7(),
    clientDigest: Buffer.alloc(0),
    notice: { kind, memberIds: memberIds.slice(0, maxNamed), count: memberIds.length, to },
    createdAt: sql`clock_timestamp()`,
  });
  await db
    .update(conversationMember)
    .set({ hiddenAtSeq: seq })
    .where(and(eq(conversationMember.conversationId, conversationId), eq(conversationMember.hiddenAtSeq, seq - 1)));
}
