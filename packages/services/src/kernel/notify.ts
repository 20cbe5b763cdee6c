import type { NotificationDefinition } from "@steward/contracts/kernel/notification";
import {
  notificationsChanged,
  notificationsCreated,
  recipientsPerEvent,
} from "@steward/contracts/notifications/notification";
import { uuidv7 } from "@steward/db";
import { member, notification, notificationPreference, pushSubscription } from "@steward/db/schema";
import { and, asc, eq, exists, inArray, isNull, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import type { ServiceContext } from "./context.ts";
import { type EmitContext, emit, emitMany } from "./emit.ts";
import { isActiveMember } from "./membership.ts";

/** What `notify` says, and to whom. */
export interface Notice<Params extends z.ZodType> {
  /** Members; those who have left, and whoever did it, are left out. */
  readonly to: readonly string[];
  /** The record it is about: of the kind that the definition names. */
  readonly entityId: string;
  readonly params: z.input<Params>;
}

/**
 * Tells members of something, in the transaction that does it: either both exist, or neither does. Each is told in the
 * ways they chose for this kind of thing; the inbox at once, e-mail and devices by the worker, unless it has been read by then.
 *
 * Nobody is told of their own doing, unless the kind is something they wait for (`toActor`). Who may not see the record is
 * found out when they look: whoever loses that right sees nothing of what they were told about it, either.
 */
export async function notify<Name extends string, Params extends z.ZodType>(
  ctx: EmitContext,
  kind: NotificationDefinition<Name, Params>,
  notice: Notice<Params>,
): Promise<void> {
  await notifyMany(ctx, kind, [notice]);
}

/** `notify` for bulk actions: as many statements for a hundred records, each named once, as for one. */
export async function notifyMany<Name extends string, Params extends z.ZodType>(
  ctx: EmitContext,
  kind: NotificationDefinition<Name, Params>,
  notices: readonly Notice<Params>[],
): Promise<void> {
  const told = notices.map(({ to, entityId, params }) => {
    const others = new Set(to);
    if (ctx.actor && !kind.toActor) others.delete(ctx.actor.memberId);
    return { memberIds: others, entityId, params: kind.params.parse(params) };
  });
  const wanted = [...new Set(told.flatMap(({ memberIds }) => [...memberIds]))];
  if (wanted.length === 0) return;
  const recipients = await findRecipients(ctx, kind, wanted);
  // By member, then record: in one order, so that no two writers wait for each other.
  const rows = recipients.flatMap((ways) =>
    told
      .filter(({ memberIds }) => memberIds.has(ways.memberId))
      .map(({ entityId, params }) => ({ ...ways, entityId, params }))
      .toSorted((one, other) => (one.entityId < other.entityId ? -1 : 1)),
  );
  const written: Written[] = [];
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    written.push(...(await writeRows(ctx, kind, rows.slice(start, start + rowsPerStatement))));
  }
  await emitMany(ctx, notificationsCreated, factsOf(written));
}

/** One statement takes 65,535 parameters at most. */
const rowsPerStatement = 2_000;

/** What was written, record by record, and of one that many are told of in parts that an event has room for. */
function factsOf(written: readonly Written[]) {
  return [...Map.groupBy(written, ({ entityId }) => entityId).values()].flatMap((about) => {
    const parts = Array.from({ length: Math.ceil(about.length / recipientsPerEvent) }, (_, part) =>
      about.slice(part * recipientsPerEvent, (part + 1) * recipientsPerEvent),
    );
    return parts.map((part) => ({
      entityId: part[0]?.id ?? "",
      payload: { ids: part.map(({ id }) => id) },
      audience: part.map(({ memberId }) => memberId),
    }));
  });
}

/** A device that can be told something: its service has not said that it is gone. */
export const isLivingDevice = ne(pushSubscription.auth, "");

type Recipient = Awaited<ReturnType<typeof findRecipients>>[number];

/** Those who are there and want to hear of it in any way, with the ways, in the order of their ids. */
async function findRecipients({ db }: EmitContext, kind: NotificationDefinition, memberIds: string[]) {
  const { name, channels } = kind;
  const chosen = notificationPreference;
  const devices = db
    .select({ one: sql`1` })
    .from(pushSubscription)
    .where(and(eq(pushSubscription.memberId, member.id), isLivingDevice));
  const rows = await db
    .select({
      memberId: member.id,
      inApp: sql<boolean>`coalesce(${chosen.inApp}, ${channels.inApp}::boolean)`,
      emailPending: sql<boolean>`coalesce(${chosen.email}, ${channels.email}::boolean)`,
      pushPending: sql<boolean>`coalesce(${chosen.push}, ${channels.push}::boolean) and ${exists(devices)}`,
    })
    .from(member)
    .leftJoin(chosen, and(eq(chosen.tenantId, member.tenantId), eq(chosen.memberId, member.id), eq(chosen.name, name)))
    .where(and(inArray(member.id, memberIds), isActiveMember))
    .orderBy(asc(member.id));
  return rows.filter(({ inApp, emailPending, pushPending }) => inApp || emailPending || pushPending);
}

type Written = Pick<typeof notification.$inferSelect, "id" | "memberId" | "entityId">;

async function writeRows(
  { db, actor }: EmitContext,
  { name, collapses = false }: NotificationDefinition,
  rows: readonly (Recipient & { readonly entityId: string; readonly params: unknown })[],
): Promise<Written[]> {
  if (rows.length === 0) return [];
  const caused = { actorId: actor?.memberId ?? null, actorName: actor?.name ?? "Steward" };
  const insert = db
    .insert(notification)
    .values(rows.map((row) => ({ ...row, ...caused, id: uuidv7(), name, collapses })));
  const { tenantId, memberId, entityId: about, name: what } = notification;
  const written = collapses
    ? insert.onConflictDoUpdate({
        target: [tenantId, memberId, about, what],
        targetWhere: sql`collapses and read_at is null`,
        set: {
          ...caused,
          params: sql`excluded.params`,
          occurredAt: sql`excluded.occurred_at`,
          occurrences: sql`${notification.occurrences} + 1`,
          // Who has had a mail about it gets no other one before they look; devices show the newest.
          pushPending: sql`excluded.push_pending`,
        },
      })
    : insert;
  return written.returning({ id: notification.id, memberId: notification.memberId, entityId: notification.entityId });
}

/**
 * Notes that the actor has seen a record: what they were told about it is read. For a screen that shows the thing itself,
 * such as a conversation whose read marker moves.
 */
export async function settleNotifications(
  ctx: ServiceContext,
  kinds: readonly Pick<NotificationDefinition, "name">[],
  entityId: string,
): Promise<void> {
  const names = kinds.map(({ name }) => name);
  const rows = await ctx.db
    .update(notification)
    .set({ readAt: sql`now()` })
    .where(
      and(
        eq(notification.memberId, ctx.actor.memberId),
        eq(notification.entityId, entityId),
        inArray(notification.name, names),
        isNull(notification.readAt),
      ),
    )
    .returning({ id: notification.id });
  const ids = rows.map(({ id }) => id);
  const [first] = ids;
  const audience = [ctx.actor.memberId];
  if (first) await emit(ctx, notificationsChanged, first, { ids, state: "read" }, { audience });
}
