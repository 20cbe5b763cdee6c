import { requirePerson } from "@steward/auth";
import { AppError, notFound } from "@steward/contracts";
import {
  type CreateDelegationInput,
  type DelegationReason,
  delegationCreated,
  delegationRemoved,
} from "@steward/contracts/approvals/delegation";
import { approvalDelegation, member } from "@steward/db/schema";
import { and, asc, eq, gte, lt, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { emit, isActiveMember, type ServiceContext, today } from "../kernel/index.ts";

/** Somebody decides in another's place, on these days and the ones between. */
export interface Delegation {
  id: string;
  member: { id: string; name: string };
  delegate: { id: string; name: string };
  startOn: string;
  endOn: string;
}

const whose = alias(member, "whose");
const whom = alias(member, "whom");

/** The delegations the caller has given or been given that are not over, the next one first. */
export function listDelegations(ctx: ServiceContext): Promise<Delegation[]> {
  const { memberId } = ctx.actor;
  const { tenantId, id, memberId: givenBy, delegateId, startOn, endOn } = approvalDelegation;
  return ctx.db
    .select({
      id,
      member: { id: whose.id, name: whose.name },
      delegate: { id: whom.id, name: whom.name },
      startOn,
      endOn,
    })
    .from(approvalDelegation)
    .innerJoin(whose, and(eq(whose.tenantId, tenantId), eq(whose.id, givenBy)))
    .innerJoin(whom, and(eq(whom.tenantId, tenantId), eq(whom.id, delegateId)))
    .where(and(or(eq(givenBy, memberId), eq(delegateId, memberId)), gte(endOn, today(ctx))))
    .orderBy(asc(startOn), asc(id))
    .limit(100);
}

/**
 * Lets somebody decide in the caller's place for some days.
 * Throws NOT_FOUND for a colleague who is not there; INVALID `delegation.to_oneself` | `delegation.over`; FORBIDDEN
 * `auth.impersonating` | `auth.api_key_not_allowed`: what is handed on is decided when the hour of help, or the key, is over.
 */
export async function createDelegation(ctx: ServiceContext, input: CreateDelegationInput): Promise<{ id: string }> {
  requirePerson(ctx.actor);
  const { delegateId, startOn, endOn } = input;
  if (delegateId === ctx.actor.memberId) throw invalid("delegation.to_oneself");
  if (endOn < today(ctx)) throw invalid("delegation.over");
  const [delegate] = await ctx.db
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.id, delegateId), isActiveMember));
  if (!delegate) throw notFound("org.member");
  const [row] = await ctx.db
    .insert(approvalDelegation)
    .values({ ...input, memberId: ctx.actor.memberId })
    .returning({ id: approvalDelegation.id });
  if (!row) throw new AppError("INTERNAL", "delegation.not_written");
  await emit(ctx, delegationCreated, row.id, { delegateId, startOn, endOn });
  return row;
}

const invalid = (reason: DelegationReason) => new AppError("INVALID", reason);

/** Ends what somebody who left the organisation then had handed on, or been handed: it does not wait for their return. */
export async function endDelegationsOf({ db }: Pick<ServiceContext, "db">, memberId: string, at: Date): Promise<void> {
  const { memberId: givenBy, delegateId, createdAt } = approvalDelegation;
  await db
    .delete(approvalDelegation)
    .where(and(or(eq(givenBy, memberId), eq(delegateId, memberId)), lt(createdAt, at)));
}

/** Ends a delegation of the caller's. Throws NOT_FOUND. */
export async function removeDelegation(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const [row] = await ctx.db
    .delete(approvalDelegation)
    .where(and(eq(approvalDelegation.id, id), eq(approvalDelegation.memberId, ctx.actor.memberId)))
    .returning({ id: approvalDelegation.id, delegateId: approvalDelegation.delegateId });
  if (!row) throw notFound("approvals.delegation");
  await emit(ctx, delegationRemoved, id, { delegateId: row.delegateId });
  return { id };
}
