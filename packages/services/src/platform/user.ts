import { revokeSessionsOf } from "@steward/auth";
import { announceAccessChange } from "@steward/auth/record";
import { AppError, notFound, type Page, type Role } from "@steward/contracts";
import { type DisableUserInput, type ListUsersInput, memberImpersonated } from "@steward/contracts/operator/user";
import { memberDisabled, memberEnabled } from "@steward/contracts/org/member";
import { keysetPage } from "@steward/db";
import { member, secondFactor, session, tenant, user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { and, asc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { containsText } from "../kernel/index.ts";
import { correlated } from "./correlated.ts";
import { inTransaction, type OperatorContext, recordForPlatform, recordForTenants } from "./operator-record.ts";

/** What an operator sees of a person. */
export interface UserSummary {
  id: string;
  name: string;
  email: string;
  emailVerifiedAt: Date | null;
  operator: boolean;
  secondFactor: boolean;
  disabledAt: Date | null;
  createdAt: Date;
  lastSeenAt: Date | null;
  organisations: { slug: string; name: string; role: Role }[];
}

const hasSecondFactor = correlated<boolean>(sql`exists (select from ${secondFactor}
  where ${secondFactor.userId} = ${user.id} and ${secondFactor.confirmedAt} is not null)`);
const lastSeenAt = correlated<Date | null>(sql`(select max(${session.lastSeenAt}) from ${session}
  where ${session.userId} = ${user.id} and ${session.impersonatorId} is null)`).mapWith(session.lastSeenAt);
const organisations = correlated<UserSummary["organisations"]>(sql`(
  select coalesce(jsonb_agg(jsonb_build_object('slug', ${tenant.slug}, 'name', ${tenant.name}, 'role', ${member.role})
    order by ${tenant.name}), '[]')
  from ${member} join ${tenant} on ${tenant.id} = ${member.tenantId}
  where ${member.userId} = ${user.id} and ${member.removedAt} is null)`);

/** The people of this installation, with where they belong. */
export async function listUsers(
  db: SystemDb,
  { search, filter, sort, limit, cursor }: ListUsersInput,
): Promise<Page<UserSummary>> {
  return keysetPage({ sort, by: user[sort.field], id: user.id, limit, cursor }, (part) =>
    db
      .select({
        id: user.id,
        name: user.name,
        email: user.email,
        emailVerifiedAt: user.emailVerifiedAt,
        operator: user.operator,
        secondFactor: hasSecondFactor,
        disabledAt: user.disabledAt,
        createdAt: user.createdAt,
        lastSeenAt,
        organisations,
        ...part.columns,
      })
      .from(user)
      .where(
        and(
          containsText(search, user.name, user.email),
          presence(user.disabledAt, filter.disabled),
          presence(user.emailVerifiedAt, filter.verified),
          filter.operator === undefined ? undefined : eq(user.operator, filter.operator),
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

function presence(column: typeof user.disabledAt | typeof user.emailVerifiedAt, wanted?: boolean): SQL | undefined {
  if (wanted === undefined) return undefined;
  return wanted ? isNotNull(column) : isNull(column);
}

/**
 * Shuts a person out of everything, at once and in every process: sessions end with the same commit, and keys and tokens
 * ask for a person who is not disabled. Their organisations are told as if each had switched their access off, so that nobody
 * there waits for them. Throws NOT_FOUND, FORBIDDEN `user.yourself`, CONFLICT `user.already_disabled`.
 */
export async function disableUser(ctx: OperatorContext, { id, reason }: DisableUserInput): Promise<void> {
  if (id === ctx.operator.userId) throw new AppError("FORBIDDEN", "user.yourself");
  await inTransaction(ctx, async (inner) => {
    const { disabledAt } = await lockUser(inner, id);
    if (disabledAt) throw new AppError("CONFLICT", "user.already_disabled");
    await inner.db.update(user).set({ disabledAt: sql`now()` }).where(eq(user.id, id));
    await setShutOut(inner, id, true);
    await revokeSessionsOf(inner.db, id);
    await announceAccessChange(inner.db, { kind: "user", id });
    await recordForPlatform(inner, { name: "operator.user_disabled", userId: id, details: { reason } });
  });
}

/** Lets a disabled person sign in again; their old sessions stay ended. Throws NOT_FOUND, CONFLICT `user.not_disabled`. */
export async function enableUser(ctx: OperatorContext, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { disabledAt } = await lockUser(inner, id);
    if (!disabledAt) throw new AppError("CONFLICT", "user.not_disabled");
    await inner.db.update(user).set({ disabledAt: null }).where(eq(user.id, id));
    await setShutOut(inner, id, false);
    await announceAccessChange(inner.db, { kind: "user", id });
    await recordForPlatform(inner, { name: "operator.user_enabled", userId: id });
  });
}

/** Notes it at each of their places. Where they had left, or were switched off besides, nothing changes for anybody. */
async function setShutOut(ctx: OperatorContext, userId: string, isShutOut: boolean): Promise<void> {
  const places = await ctx.db
    .update(member)
    .set({ shutOutAt: isShutOut ? sql`now()` : null })
    .where(eq(member.userId, userId))
    .returning();
  const told = places.filter(({ removedAt, disabledAt }) => !removedAt && !disabledAt);
  await recordForTenants(
    ctx,
    isShutOut ? memberDisabled : memberEnabled,
    told.map(({ tenantId, id, name }) => ({ tenantId, entityId: id, payload: { name } })),
  );
}

/**
 * Writes into the record of each of the person's organisations that an operator acts in their name, and why: in the
 * transaction that opens the session, because one that could not be written down must not exist.
 */
export async function recordImpersonation(
  ctx: OperatorContext,
  { userId, reason }: { userId: string; reason: string },
): Promise<void> {
  const places = await ctx.db
    .select({ tenantId: member.tenantId, entityId: member.id })
    .from(member)
    .where(and(eq(member.userId, userId), isNull(member.removedAt)))
    .orderBy(asc(member.tenantId));
  await recordForTenants(
    ctx,
    memberImpersonated,
    places.map((place) => ({ ...place, payload: { reason } })),
  );
}

async function lockUser(ctx: OperatorContext, id: string): Promise<Pick<typeof user.$inferSelect, "disabledAt">> {
  const [row] = await ctx.db
    .select({ disabledAt: user.disabledAt })
    .from(user)
    .where(eq(user.id, id))
    .for("no key update");
  if (!row) throw notFound("operator.user");
  return row;
}
