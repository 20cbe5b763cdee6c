import type { Page } from "@steward/contracts";
import type {
  BrowseChannelsInput,
  ChannelItem,
  ConversationMember,
  ListConversationMembersInput,
} from "@steward/contracts/messaging/conversation";
import { keysetPage } from "@steward/db";
import { conversation, conversationMember, member } from "@steward/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { containsText, type ServiceContext } from "../kernel/index.ts";
import { isMine, requirePlace } from "../messaging-access/index.ts";
import { inIt, memberCount, whoIsIn } from "./people.ts";

/** The organisation's public channels, by name. */
export async function browseChannels(
  ctx: ServiceContext,
  { search, cursor, limit }: BrowseChannelsInput,
): Promise<Page<ChannelItem>> {
  const keyset = { sort: { field: "name", direction: "asc" }, by: conversation.name, nullable: false } as const;
  return keysetPage({ ...keyset, id: conversation.id, cursor, limit }, (part) =>
    ctx.db
      .select({
        id: conversation.id,
        name: sql<string>`${conversation.name}`,
        topic: conversation.topic,
        memberCount,
        isMember: sql<boolean>`${conversationMember.id} is not null`,
        lastActivityAt: conversation.lastActivityAt,
        ...part.columns,
      })
      .from(conversation)
      .leftJoin(conversationMember, isMine(ctx))
      .where(
        and(
          eq(conversation.visibility, "public"),
          isNull(conversation.archivedAt),
          containsText(search, conversation.name, conversation.topic),
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** Who is in a conversation, by name, and how far they have read. Throws NOT_FOUND. */
export async function listConversationMembers(
  ctx: ServiceContext,
  { id, search, cursor, limit }: ListConversationMembersInput,
): Promise<Page<ConversationMember>> {
  await requirePlace(ctx, id, "read");
  const keyset = { sort: { field: "name", direction: "asc" }, by: member.name } as const;
  return keysetPage({ ...keyset, id: member.id, cursor, limit }, (part) =>
    ctx.db
      .select({
        memberId: inIt.memberId,
        name: member.name,
        email: member.email,
        role: inIt.role,
        lastReadSeq: inIt.lastReadSeq,
        joinedAt: inIt.createdAt,
        ...part.columns,
      })
      .from(inIt)
      .innerJoin(member, whoIsIn)
      .where(and(eq(inIt.conversationId, id), containsText(search, member.name, member.email), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}
