import { requireOwnHands } from "@steward/auth";
import { AppError, notFound } from "@steward/contracts";
import type { ConversationReason } from "@steward/contracts/messaging/conversation";
import { conversation, conversationMember, draft } from "@steward/db/schema";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Actor, ServiceContext } from "../kernel/index.ts";

/** A conversation as the caller finds it; `mine` is null where they look into a public channel without being in it. */
export interface Place {
  readonly conversation: typeof conversation.$inferSelect;
  readonly mine: typeof conversationMember.$inferSelect | null;
}

/**
 * `read`: to look into it. `take part`: to have a place in it. `write`: and it is not archived. `run`: to decide about it,
 * as its owner, or as whoever runs public channels.
 */
export type Need = "read" | "take part" | "write" | "run";

interface Asking {
  readonly actor: Pick<Actor, "memberId" | "impersonator">;
}

/**
 * Whether the conversation that a query is about is there for who asks with the person's eyes. What is said in private was
 * said to them and not to who helps them: an operator who acts as somebody finds public channels only.
 */
export const isForTheseEyes = ({ actor }: Asking): SQL | undefined =>
  actor.impersonator === null ? undefined : eq(conversation.visibility, "public");

/** The caller's own place in the conversation that a query is about. */
export const isMine = (asking: Asking) =>
  and(
    eq(conversationMember.tenantId, conversation.tenantId),
    eq(conversationMember.conversationId, conversation.id),
    eq(conversationMember.memberId, asking.actor.memberId),
    isForTheseEyes(asking),
  );

/** What the caller has begun to write. It was said to nobody yet: an operator who acts as them finds none, wherever it is. */
export const isMyDraft = ({ actor }: Asking) =>
  and(eq(draft.memberId, actor.memberId), actor.impersonator === null ? undefined : sql`false`);

/**
 * Makes sure that the caller may do so much in a conversation. What they may not read is not there for them, whatever
 * their role in the organisation.
 *
 * @param lock holds the conversation's row: whatever gives numbers, or decides by what it finds, comes one after the other
 * Throws NOT_FOUND; FORBIDDEN `conversation.not_a_member` | `conversation.not_an_owner` | `auth.impersonating`;
 * PRECONDITION `conversation.archived`.
 */
export async function requirePlace(
  ctx: ServiceContext,
  id: string,
  need: Need,
  { lock = false }: { lock?: boolean } = {},
): Promise<Place> {
  const place = await findPlace(ctx, id, { lock });
  if (!place) throw notFound("messaging.conversation");
  requireNeed(ctx, place, need);
  return place;
}

/** Null where there is no such conversation for the caller. */
export async function findPlace(ctx: ServiceContext, id: string, { lock = false } = {}): Promise<Place | null> {
  const query = ctx.db
    .select({ conversation, mine: conversationMember })
    .from(conversation)
    .leftJoin(conversationMember, isMine(ctx))
    .where(eq(conversation.id, id));
  const [place] = lock ? await query.for("no key update", { of: conversation }) : await query;
  return place && isVisible(ctx, place) ? place : null;
}

function isVisible(ctx: ServiceContext, { conversation: { visibility }, mine }: Place): boolean {
  return mine !== null || (visibility === "public" && ctx.actor.permissions.has("messaging.conversation.join"));
}

/** Asks more of a place that was found: by the person's own hands. Throws as `requirePlace`. */
export function requireNeed(ctx: ServiceContext, place: Place, need: Need): void {
  if (need === "read") return;
  requireOwnHands(ctx.actor);
  const { mine } = place;
  if (need === "run") {
    if (!runs(ctx, place)) throw refused("FORBIDDEN", "conversation.not_an_owner");
    return;
  }
  if (!mine) throw refused("FORBIDDEN", "conversation.not_a_member");
  if (need === "write" && place.conversation.archivedAt) throw refused("PRECONDITION", "conversation.archived");
}

/** Whether the caller decides about the conversation and about what others wrote in it. */
export function runs(ctx: ServiceContext, { conversation: { visibility }, mine }: Place): boolean {
  return (
    mine?.role === "owner" || (visibility === "public" && ctx.actor.permissions.has("messaging.conversation.manage"))
  );
}

/**
 * Those whose screens are told what hangs on a conversation, and who reads it in the record: undefined, everybody who may
 * hear of such records, for a public one; whoever is in it for any other.
 */
export async function audienceOfPlace({ db }: Pick<ServiceContext, "db">, id: string): Promise<string[] | undefined> {
  const rows = await db
    .select({ visibility: conversation.visibility, memberId: conversationMember.memberId })
    .from(conversation)
    .leftJoin(
      conversationMember,
      and(
        eq(conversationMember.tenantId, conversation.tenantId),
        eq(conversationMember.conversationId, conversation.id),
      ),
    )
    .where(eq(conversation.id, id));
  return rows[0]?.visibility === "public" ? undefined : rows.flatMap(({ memberId }) => memberId ?? []);
}

const refused = (code: "FORBIDDEN" | "PRECONDITION", reason: ConversationReason) => new AppError(code, reason);
