import { isBroadcast, type RichText } from "@steward/contracts/kernel/rich-text";
import { conversationMember, mention } from "@steward/db/schema";
import { and, eq, inArray, ne } from "drizzle-orm";
import { memberIdsIn, type ServiceContext } from "../kernel/index.ts";

interface Mentioning {
  readonly id: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly authorId: string;
}

/**
 * Notes who a message mentions: those it names who are in the conversation, or all of it. Whom an edited one mentions no
 * more is forgotten.
 * @param present who is there at the moment: whom `here` means
 * @returns those who were not mentioned by it before
 */
export async function noteMentions(
  ctx: ServiceContext,
  { id, conversationId, seq, authorId }: Mentioning,
  content: RichText,
  present: ReadonlySet<string>,
): Promise<string[]> {
  const ids = [...memberIdsIn(content), ...(isBroadcast(content, "here") ? present : [])];
  const named = await mentionedIn(ctx, { conversationId, authorId }, isBroadcast(content, "channel") ? null : ids);
  const before = await ctx.db.select({ memberId: mention.memberId }).from(mention).where(eq(mention.messageId, id));
  const known = new Set(before.map(({ memberId }) => memberId));
  const gone = [...known].filter((memberId) => !named.includes(memberId));
  const added = named.filter((memberId) => !known.has(memberId));
  if (gone.length > 0) {
    await ctx.db.delete(mention).where(and(eq(mention.messageId, id), inArray(mention.memberId, gone)));
  }
  if (added.length > 0) {
    await ctx.db.insert(mention).values(added.map((memberId) => ({ messageId: id, conversationId, seq, memberId })));
  }
  return added;
}

/** @param ids null for everybody */
async function mentionedIn(
  ctx: ServiceContext,
  { conversationId, authorId }: Pick<Mentioning, "conversationId" | "authorId">,
  ids: readonly string[] | null,
): Promise<string[]> {
  if (ids?.length === 0) return [];
  const rows = await ctx.db
    .select({ memberId: conversationMember.memberId })
    .from(conversationMember)
    .where(
      and(
        eq(conversationMember.conversationId, conversationId),
        ne(conversationMember.memberId, authorId),
        ids ? inArray(conversationMember.memberId, [...ids]) : undefined,
      ),
    );
  return rows.map(({ memberId }) => memberId);
}
