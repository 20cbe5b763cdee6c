import {
  broadcasts,
  nodesOf,
  type RichBlock,
  type RichInline,
  type RichItem,
  type RichText,
} from "@steward/contracts/messaging/rich-text";
import { conversationMember, mention } from "@steward/db/schema";
import { and, eq, inArray, ne } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { namesOf } from "./people.ts";

const isBroadcast = (id: string) => broadcasts.some((broadcast) => broadcast === id);

/** Everybody a message names, broadcasts left out. */
function memberIdsIn(content: RichText): string[] {
  const ids = nodesOf(content).flatMap((node) => (node.type === "mention" ? [node.attrs.id] : []));
  return [...new Set(ids)].filter((id) => !isBroadcast(id));
}

/** The message with everybody's real name in it, whatever its author's client wrote. Throws NOT_FOUND `org.member`. */
export async function withNames(ctx: ServiceContext, content: RichText): Promise<RichText> {
  const names = await namesOf(ctx, memberIdsIn(content));
  const named = <Node extends RichBlock | RichItem | RichInline>(node: Node): Node => {
    if (node.type === "mention")
      return { ...node, attrs: { id: node.attrs.id, label: names.get(node.attrs.id) ?? node.attrs.id } };
    return "content" in node && node.content ? { ...node, content: node.content.map(named) } : node;
  };
  return { ...content, content: content.content.map(named) };
}

interface Mentioning {
  readonly id: string;
  readonly conversationId: string;
  readonly seq: number;
  readonly authorId: string;
}

/**
 * Notes who a message mentions: those it names who are in the conversation, or all of it. Whom an edited one mentions no
 * more is forgotten.
 * @returns those who were not mentioned by it before
 */
export async function noteMentions(
  ctx: ServiceContext,
  { id, conversationId, seq, authorId }: Mentioning,
  content: RichText,
): Promise<string[]> {
  const ids = memberIdsIn(content);
  const isToAll = nodesOf(content).some((node) => node.type === "mention" && isBroadcast(node.attrs.id));
  const named = await mentionedIn(ctx, { conversationId, authorId }, isToAll ? null : ids);
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
