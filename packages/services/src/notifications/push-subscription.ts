import { requirePerson } from "@steward/auth";
import { AppError, notFound } from "@steward/contracts";
import type { PushReason, RegisterPushInput } from "@steward/contracts/notifications/preference";
import { pushSubscription } from "@steward/db/schema";
import { isPushService, type PushPlace } from "@steward/ports/push";
import { and, asc, eq, lt, ne, not, sql } from "drizzle-orm";
import { isLivingDevice, type ServiceContext } from "../kernel/index.ts";

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

/** How long a browser whose address is gone may take to come with another one. */
const goneKeptDays = 90;

/** The actor's devices, and the key their browsers want to know; null where the installation tells no devices. */
export async function getDevices(
  ctx: ServiceContext,
  place: PushPlace | null,
): Promise<{ publicKey: string | null; devices: PushDevice[] }> {
  const { id, endpoint, userAgent, createdAt, lastUsedAt } = pushSubscription;
  const devices = await ctx.db
    .select({ id, endpoint, userAgent, createdAt, lastUsedAt })
    .from(pushSubscription)
    .where(and(eq(pushSubscription.memberId, ctx.actor.memberId), isLivingDevice))
    .orderBy(asc(createdAt), asc(id));
  return { publicKey: place?.publicKey ?? null, devices };
}

/**
 * Has the actor told in this browser. A browser belongs to whoever registered it last. One that follows its own change of
 * address (`inPlaceOf`) does so only where it was still told until then: what was removed from elsewhere stays removed.
 * Throws NOT_FOUND `push.removed` where it was not; PRECONDITION `push.unavailable`, INVALID `push.service_unknown`, LIMIT
 * `push.too_many`, FORBIDDEN `auth.impersonating` | `auth.api_key_not_allowed`: an operator's own browser would go on being
 * told when they have stopped acting as the person, a program's when its key has been revoked.
 */
export async function registerDevice(
  ctx: ServiceContext,
  place: PushPlace | null,
  { endpoint, keys, inPlaceOf }: RegisterPushInput,
): Promise<{ id: string }> {
  requirePerson(ctx.actor);
  if (!place) throw new AppError<PushReason>("PRECONDITION", "push.unavailable");
  if (!isPushService(place.services, endpoint)) throw new AppError<PushReason>("INVALID", "push.service_unknown");
  const { memberId } = ctx.actor;
  if (inPlaceOf !== undefined) {
    const known = await follow(ctx, inPlaceOf, endpoint);
    if (known) return known;
  }
  await forgetGone(ctx);
  const others = await ctx.db
    .select({ id: pushSubscription.id })
    .from(pushSubscription)
    .where(and(eq(pushSubscription.memberId, memberId), ne(pushSubscription.endpoint, endpoint), isLivingDevice))
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

/** Forgets the browsers of somebody who left the organisation then: whoever comes back registers those they still have. */
export async function forgetDevicesOf({ db }: Pick<ServiceContext, "db">, memberId: string, at: Date): Promise<void> {
  await db
    .delete(pushSubscription)
    .where(and(eq(pushSubscription.memberId, memberId), lt(pushSubscription.createdAt, at)));
}

async function forgetGone({ db, actor }: ServiceContext): Promise<void> {
  const { memberId, lastUsedAt, createdAt } = pushSubscription;
  const isLongAgo = sql`coalesce(${lastUsedAt}, ${createdAt}) < now() - ${goneKeptDays} * interval '1 day'`;
  await db.delete(pushSubscription).where(and(eq(memberId, actor.memberId), not(isLivingDevice), isLongAgo));
}

/** Takes the old address away; another page of the same browser may have been here before, and have told the new one. */
async function follow({ db, actor }: ServiceContext, before: string, endpoint: string): Promise<{ id: string } | null> {
  const mine = (address: string) =>
    and(eq(pushSubscription.memberId, actor.memberId), eq(pushSubscription.endpoint, address));
  const { id } = pushSubscription;
  const [old] = await db.delete(pushSubscription).where(mine(before)).returning({ id });
  if (old) return null;
  const [known] = await db.select({ id }).from(pushSubscription).where(mine(endpoint));
  if (!known) throw new AppError<PushReason>("NOT_FOUND", "push.removed");
  return known;
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
