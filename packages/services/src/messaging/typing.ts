import { notFound } from "@steward/contracts";
import type { TypingInput } from "@steward/contracts/messaging/conversation";
import { message } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { requirePlace } from "../messaging-access/index.ts";
import { audienceOf } from "./people.ts";

/**
 * Who is told that the caller types there: the others. Throws as `requirePlace` for writing; NOT_FOUND for the thread.
 */
export async function listTypingAudience(
  ctx: ServiceContext,
  { id, threadRootId }: Pick<TypingInput, "id" | "threadRootId">,
): Promise<string[]> {
  const [, roots, everybody] = await Promise.all([
    requirePlace(ctx, id, "write"),
    threadRootId
      ? ctx.db
          .select({ id: message.id })
          .from(message)
          .where(and(eq(message.id, threadRootId), eq(message.conversationId, id)))
      : null,
    audienceOf(ctx, id),
  ]);
  if (roots?.length === 0) throw notFound("messaging.message");
  return everybody.filter((memberId) => memberId !== ctx.actor.memberId);
}
