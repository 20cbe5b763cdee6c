import type { ConversationItem, Person } from "@steward/contracts/messaging/conversation";
import { conversation, conversationMember, member } from "@steward/db/schema";
import { and, eq, inArray, lt, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../kernel/index.ts";

/** How much of a message a list shows. */
export const previewLength = 200;
const maxPeople = 4;

/** Somebody's place in a conversation, beside the caller's own. */
export const inIt = alias(conversationMember, "in_it");
export const whoIsIn = and(eq(member.tenantId, inIt.tenantId), eq(member.id, inIt.memberId));

/** How many are in the conversation that a query is about. */
export const memberCount = sql<number>`(select count(*)::int from ${conversationMember} c
  where c.tenant_id = ${conversation.tenantId} and c.conversation_id = ${conversation.id})`;

/** Those whose screens are told what happens in a conversation: everybody in it. */
export async function audienceOf(ctx: Pick<ServiceContext, "db">, conversationId: string): Promise<string[]> {
  const rows = await ctx.db
    .select({ memberId: conversationMember.memberId })
    .from(conversationMember)
    .where(eq(conversationMember.conversationId, conversationId));
  return rows.map(({ memberId }) => memberId);
}

/** What a conversation is called: as its owners say, or by who is in it. */
export function titleOf(
  ctx: ServiceContext,
  { name, kind, memberCount }: Pick<ConversationItem, "name" | "kind" | "memberCount">,
  others: readonly Person[],
): string {
  if (name !== null) return name;
  if (others.length === 0) return kind === "direct" ? `${ctx.actor.name} (you)` : "Just you";
  const more = memberCount - 1 - others.length;
  return others.map((person) => person.name).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** The others in each direct conversation and group, the first of them by name; a channel's are many. */
export async function peopleOf(
  ctx: ServiceContext,
  conversationIds: readonly string[],
): Promise<ReadonlyMap<string, Person[]>> {
  const people = new Map<string, Person[]>();
  if (conversationIds.length === 0) return people;
  const ranked = ctx.db
    .select({
      conversationId: inIt.conversationId,
      memberId: inIt.memberId,
      name: member.name,
      place:
        sql<number>`row_number() over (partition by ${inIt.conversationId} order by ${member.name}, ${member.id})`.as(
          "place",
        ),
    })
    .from(inIt)
    .innerJoin(conversation, and(eq(conversation.tenantId, inIt.tenantId), eq(conversation.id, inIt.conversationId)))
    .innerJoin(member, whoIsIn)
    .where(
      and(
        ne(conversation.kind, "channel"),
        inArray(inIt.conversationId, [...conversationIds]),
        ne(inIt.memberId, ctx.actor.memberId),
      ),
    )
    .as("ranked");
  const rows = await ctx.db
    .select()
    .from(ranked)
    .where(lt(ranked.place, maxPeople + 1))
    .orderBy(ranked.place);
  for (const { conversationId, memberId, name } of rows) {
    const others = people.get(conversationId);
    if (others) others.push({ memberId, name });
    else people.set(conversationId, [{ memberId, name }]);
  }
  return people;
}
