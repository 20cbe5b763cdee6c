import { AppError, type Permission, permissionsOf, roles } from "@steward/contracts";
import {
  approvalDecider,
  approvalDelegation,
  approvalEntry,
  type approvalStep,
  customRole,
  member,
} from "@steward/db/schema";
import { and, arrayContains, eq, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { type Actor, isActiveMember, permissionsOfRole, type ServiceContext, today } from "../kernel/index.ts";

/** Somebody whose decision counts: the caller, or one in whose place they decide today. */
export interface Standing {
  readonly memberId: string;
  readonly permissions: ReadonlySet<Permission>;
}

/** A step with those it names. */
export type StepRow = typeof approvalStep.$inferSelect & { readonly memberIds: readonly string[] };

type Asking = Pick<ServiceContext, "db" | "tenant">;

/**
 * In whose place the caller decides today: first their own, then that of everybody who delegated it to them. Read anew, so
 * that whoever was disabled a moment ago decides nothing any more, and nobody in their place.
 *
 * Throws FORBIDDEN `member_disabled`.
 */
export async function standingsOf(
  ctx: Asking & { readonly actor: Pick<Actor, "memberId" | "permissions" | "apiKey"> },
): Promise<readonly [Standing, ...Standing[]]> {
  const { memberId, permissions, apiKey } = ctx.actor;
  const rows = await ctx.db
    .select({ id: member.id, role: member.role, customRole: { permissions: customRole.permissions } })
    .from(member)
    .leftJoin(customRole, ofCustomRole)
    .where(
      and(
        isActiveMember,
        or(
          eq(member.id, memberId),
          inArray(
            member.id,
            ctx.db
              .select({ id: approvalDelegation.memberId })
              .from(approvalDelegation)
              .where(and(eq(approvalDelegation.delegateId, memberId), isToday(ctx))),
          ),
        ),
      ),
    )
    .orderBy(member.id);
  // A key permits no more than its scopes, in whosever place.
  const within = (held: ReadonlySet<Permission>, scopes: ReadonlySet<string> | undefined) =>
    scopes ? new Set([...held].filter((permission) => scopes.has(permission))) : held;
  const standings = rows.map((row) => ({
    memberId: row.id,
    permissions: within(permissionsOfRole(row), apiKey?.scopes),
  }));
  const own = standings.find((standing) => standing.memberId === memberId);
  if (!own) throw new AppError("FORBIDDEN", "member_disabled");
  const mine = { memberId, permissions: within(own.permissions, permissions) };
  return [mine, ...standings.filter((standing) => standing !== own)];
}

/** Joins the organisation's own role of a member. */
export const ofCustomRole = and(eq(customRole.tenantId, member.tenantId), eq(customRole.id, member.customRoleId));

/** The days of a delegation are the organisation's. */
function isToday(ctx: Pick<ServiceContext, "tenant">): SQL | undefined {
  const day = today(ctx);
  return and(lte(approvalDelegation.startOn, day), gte(approvalDelegation.endOn, day));
}

/** Whether a decision of theirs counts for the step. */
export function mayDecide({ permission, memberIds }: StepRow, standing: Standing): boolean {
  return permission === null
    ? memberIds.includes(standing.memberId)
    : // What a later release asks for, nobody holds.
      (standing.permissions as ReadonlySet<string>).has(permission);
}

/** Who is asked: everybody there is who may decide the step, but for whoever made the request. */
export async function decidersOf(
  { db }: Pick<ServiceContext, "db">,
  step: Pick<StepRow, "permission" | "memberIds">,
  requesterId: string,
): Promise<string[]> {
  if (step.permission === null && step.memberIds.length === 0) return [];
  const asked =
    step.permission === null ? inArray(member.id, [...step.memberIds]) : holds(step.permission as Permission);
  const rows = await db
    .select({ id: member.id })
    .from(member)
    .leftJoin(customRole, ofCustomRole)
    .where(and(isActiveMember, asked))
    .orderBy(member.id);
  return rows.map(({ id }) => id).filter((id) => id !== requesterId);
}

/** `permissionsOfRole` in SQL: a role of the organisation's own decides where there is one. */
export function holds(permission: Permission): SQL | undefined {
  const byRole = roles.filter((role) => permissionsOf(role).has(permission));
  return or(
    and(isNull(member.customRoleId), inArray(member.role, byRole)),
    and(isNotNull(member.customRoleId), arrayContains(customRole.permissions, [permission])),
  );
}

/** Whose approvals of the step count by now. Where one is enough there are none: it would not be open any more. */
export async function saidOf(
  { db }: Pick<ServiceContext, "db">,
  { id, quorum }: Pick<StepRow, "id" | "quorum">,
): Promise<Set<string>> {
  if (quorum === "any") return new Set();
  const rows = await db
    .select({ whose: sql<string>`coalesce(${approvalEntry.onBehalfOfId}, ${approvalEntry.memberId})` })
    .from(approvalEntry)
    .where(and(eq(approvalEntry.stepId, id), eq(approvalEntry.action, "approved")));
  return new Set(rows.map(({ whose }) => whose));
}

/** Those who decide in somebody's place today. */
export async function delegatesOf(ctx: Asking, memberIds: readonly string[]): Promise<string[]> {
  if (memberIds.length === 0) return [];
  const rows = await ctx.db
    .selectDistinct({ id: approvalDelegation.delegateId })
    .from(approvalDelegation)
    .where(and(inArray(approvalDelegation.memberId, [...memberIds]), isToday(ctx)));
  return rows.map(({ id }) => id);
}

/** The members that steps name, by step. */
export async function namedDeciders(
  { db }: Pick<ServiceContext, "db">,
  stepIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (stepIds.length === 0) return new Map();
  const rows = await db
    .select({ stepId: approvalDecider.stepId, memberId: approvalDecider.memberId })
    .from(approvalDecider)
    .where(inArray(approvalDecider.stepId, [...stepIds]))
    .orderBy(approvalDecider.id);
  const byStep = Map.groupBy(rows, ({ stepId }) => stepId);
  return new Map([...byStep].map(([stepId, named]) => [stepId, named.map(({ memberId }) => memberId)]));
}
