import { requirePerson } from "@steward/auth";
import { type CalendarFeed, type FeedInput, feedRenewed, feedRevoked } from "@steward/contracts/projects/feed";
import { calendarFeed } from "@steward/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import { emit, type ServiceContext } from "../../kernel/index.ts";
import { requireProject } from "../../projects-access/index.ts";
import { feedPath } from "./feed-address.ts";

type FeedRow = typeof calendarFeed.$inferSelect;

const isMine = (ctx: ServiceContext, { projectId }: FeedInput) =>
  and(
    eq(calendarFeed.memberId, ctx.actor.memberId),
    projectId === null ? isNull(calendarFeed.projectId) : eq(calendarFeed.projectId, projectId),
  );

const feedOf = (secret: string, { id, tenantId, generation, createdAt }: FeedRow): CalendarFeed => ({
  id,
  path: feedPath(secret, { tenantId, id, generation }),
  createdAt,
});

/**
 * The caller's own feed, or null where they have asked for none.
 * Throws NOT_FOUND for a project they may not see; FORBIDDEN `auth.impersonating` | `auth.api_key_not_allowed`: its address
 * lets whoever has it in, for longer than an hour of help, and after the key has been revoked.
 */
export async function getFeed(ctx: ServiceContext, secret: string, input: FeedInput): Promise<CalendarFeed | null> {
  requirePerson(ctx.actor);
  if (input.projectId !== null) await requireProject(ctx, input.projectId, "read");
  const [row] = await ctx.db.select().from(calendarFeed).where(isMine(ctx, input));
  return row ? feedOf(secret, row) : null;
}

/** Gives the caller a feed, or a new address for theirs, whereupon the old one leads nowhere. Throws as `getFeed`. */
export async function renewFeed(ctx: ServiceContext, secret: string, input: FeedInput): Promise<CalendarFeed> {
  requirePerson(ctx.actor);
  const { projectId } = input;
  if (projectId !== null) await requireProject(ctx, projectId, "read");
  const { memberId } = ctx.actor;
  const [row] = await ctx.db
    .insert(calendarFeed)
    .values({ memberId, projectId })
    .onConflictDoUpdate({
      target: [calendarFeed.tenantId, calendarFeed.memberId, calendarFeed.projectId],
      set: { generation: sql`${calendarFeed.generation} + 1`, createdAt: sql`now()` },
    })
    .returning();
  if (!row) throw new TypeError("A row that was written is not there");
  await emit(ctx, feedRenewed, row.id, { projectId }, { audience: [memberId] });
  return feedOf(secret, row);
}

/** Ends the caller's feed, if there is one: its address leads nowhere from now on. */
export async function revokeFeed(ctx: ServiceContext, { projectId }: FeedInput): Promise<void> {
  const [row] = await ctx.db.delete(calendarFeed).where(isMine(ctx, { projectId })).returning({ id: calendarFeed.id });
  if (row) await emit(ctx, feedRevoked, row.id, { projectId }, { audience: [ctx.actor.memberId] });
}
