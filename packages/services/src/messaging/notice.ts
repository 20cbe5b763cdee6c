import { directReceived, mentioned as mentionedIn } from "@steward/contracts/messaging/notice";
import { type conversation, conversationMember } from "@steward/db/schema";
import { and, eq, ne } from "drizzle-orm";
import { notify, type ServiceContext } from "../kernel/index.ts";

/** Tells whom a message concerns, in the transaction that writes it: those it mentions, and whoever it was written to. */
export async function tellOfMessage(
  ctx: ServiceContext,
  { id, kind, name }: typeof conversation.$inferSelect,
  { mentioned, isNew }: { readonly mentioned: readonly string[]; readonly isNew: boolean },
): Promise<void> {
  const params = { conversation: name };
  if (mentioned.length > 0) await notify(ctx, mentionedIn, { to: mentioned, entityId: id, params });
  if (kind !== "direct" || !isNew || mentioned.length > 0) return;
  const [other] = await ctx.db
    .select({ memberId: conversationMember.memberId })
    .from(conversationMember)
    .where(
      and(
        eq(conversationMember.conversationId, id),
        ne(conversationMember.memberId, ctx.actor.memberId),
        eq(conversationMember.isMuted, false),
      ),
    );
  if (other) await notify(ctx, directReceived, { to: [other.memberId], entityId: id, params: {} });
}
