import { requireOwnHands } from "@steward/auth";
import { AppError, notFound } from "@steward/contracts";
import type { PushReason, RegisterPushInput } from "@steward/contracts/notifications/preference";
import { pushSubscription } from "@steward/db/schema";
import { isPushService, type PushPlace } from "@steward/ports/push";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";

/** A browser that is told, as the list of one's devices shows it. */
export interface PushDevice {
  id: string;
  /** By which a browser knows that it is this one. */
  endpoint: string;
  /** As the browser calls itself. */
  userAgent: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** More than anybody has; stops a script. */
const maxDevices = 20;

/** The actor's devices, and the key their browsers want to know; null where the installation tells no devices. */
export async function getDevices(
  ctx: ServiceContext,
  place: PushPlace | null,
): Promise<{ publicKey: string | null; devices: PushDevice[] }> {
  const { id, endpoint, userAgent, createdAt, lastUsedAt } = pushSubscription;
  const devices = await ctx.db
    .select({ id, endpoint, userAgent, createdAt, lastUsedAt })
    .from(pushSubscription)
    .where(eq(pushSubscription.memberId, ctx.actor.memberId))
    .orderBy(asc(createdAt), asc(id));
  return { publicKey: place?.publicKey ?? null, devices };
}

/**
 * Has the actor told in this browser. A browser belongs to whoever registered it last.
 * Throws PRECONDITION `push.unavailable`, INVALID `push.service_unknown`, LIMIT `push.too_many`, FORBIDDEN
 * `auth.impersonating`: an operator's own browser would go on being told when they have stopped acting as the person.
 */
export async function registerDevice(
  ctx: ServiceContext,
  place: PushPlace | null,
  { endpoint, keys }: RegisterPushInput,
): Promise<{ id: string }> {
  requireOwnHands(ctx.actor);
  if (!place) throw new AppError<PushReason>("PRECONDITION", "push.unavailable");
  if (!isPushService(place.services, endpoint)) throw new AppError<PushReason>("INVALID", "push.service_unknown");
  const { memberId } = ctx.actor;
  const others = await ctx.db
    .select({ id: pushSubscription.id })
    .from(pushSubscription)
    .where(and(eq(pushSubscription.memberId, memberId), ne(pushSubscription.endpoint, endpoint)))
    .limit(maxDevices);
  if (others.length >= maxDevices) throw new AppError<PushReason>("LIMIT", "push.too_many", { most: maxDevices });
  const own = {
    memberId,
    p256dh: keys.p256dh,
    auth: keys.auth,
    userAgent: ctx.source.userAgent?.slice(0, 300) ?? null,
  };
  const [row] = await ctx.db
    .insert(pushSubscription)
    .values({ endpoint, ...own })
    .onConflictDoUpdate({
      target: [pushSubscription.tenantId, pushSubscription.endpoint],
      // What the one before was told of is not the next one's.
      set: {
        ...own,
        lastUsedAt: sql`case when ${pushSubscription.memberId} = ${memberId}::uuid then ${pushSubscription.lastUsedAt} end`,
      },
    })
    .returning({ id: pushSubscription.id });
  if (!row) throw new AppError("INTERNAL", "push.not_written");
  return row;
}

/** Ends it for this browser. Where there is nothing to end, nothing happens. */
export async function unregisterDevice(ctx: ServiceContext, endpoint: string): Promise<void> {
  await ctx.db
    .delete(pushSubscription)
    .where(and(eq(pushSubscription.memberId, ctx.actor.memberId), eq(pushSubscription.endpoint, endpoint)));
}

/** Ends it for one of the actor's browsers, from any other. NOT_FOUND for anybody else's. */
export async function removeDevice(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const removed = await ctx.db
    .delete(pushSubscription)
    .where(and(eq(pushSubscription.memberId, ctx.actor.memberId), eq(pushSubscription.id, id)))
    .returning({ id: pushSubscription.id });
  if (removed.length === 0) throw notFound("notifications.preference");
  return { id };
}
