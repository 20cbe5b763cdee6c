import { notFound, type Page, type Permission, permissions } from "@steward/contracts";
import type {
  ApprovalAction,
  ApprovalQuorum,
  ApprovalStatus,
  ApprovalStepStatus,
  CountApprovalRequestsInput,
  ListApprovalRequestsInput,
} from "@steward/contracts/approvals/request";
import type { ApprovalSubject } from "@steward/contracts/approvals/subject";
import { keysetPage } from "@steward/db";
import { approvalDecider, approvalEntry, approvalRequest, approvalStep, member } from "@steward/db/schema";
import { and, asc, count, eq, exists, inArray, isNull, ne, not, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { containsText, type ServiceContext } from "../kernel/index.ts";
import { type Standing, standingsOf } from "./deciders.ts";

interface Named {
  id: string;
  name: string;
}

/** A request as lists show it. */
export interface ApprovalRequestItem {
  id: string;
  /** The kind of record, and which. */
  address: string;
  entityId: string;
  title: string;
  requester: Named;
  status: ApprovalStatus;
  /** The step that waits for a decision. */
  step: Named | null;
  /** Whether a decision of the caller's is wanted. */
  mayDecide: boolean;
  dueAt: Date | null;
  createdAt: Date;
  closedAt: Date | null;
}

export interface ApprovalStepItem extends Named {
  status: ApprovalStepStatus;
  quorum: ApprovalQuorum;
  /** What whoever decides has to be permitted, in words; null where people are named. */
  permission: string | null;
  deciders: Named[];
}

/** What was done, by whom (null: the clock) and in whose place. */
export interface ApprovalHistoryItem {
  id: string;
  action: ApprovalAction;
  member: Named | null;
  onBehalfOf: Named | null;
  step: string | null;
  note: string | null;
  createdAt: Date;
}

export interface ApprovalRequestDetail extends ApprovalRequestItem {
  steps: ApprovalStepItem[];
  history: ApprovalHistoryItem[];
}

const openStep = alias(approvalStep, "open_step");
const whose = alias(member, "whose");

/** The step that is open; there is one at a time. */
const isOpenStep = and(
  eq(openStep.tenantId, approvalRequest.tenantId),
  eq(openStep.requestId, approvalRequest.id),
  eq(openStep.status, "open"),
);
const isRequester = and(eq(member.tenantId, approvalRequest.tenantId), eq(member.id, approvalRequest.requesterId));

/** `choosePlace` in SQL, on a request beside its open step: whether a decision in one of these places is wanted. */
function isToDecide({ db, actor }: ServiceContext, standings: readonly Standing[]): SQL {
  const places = standings.map(({ memberId, permissions: held }) => {
    const named = db
      .select({ id: approvalDecider.id })
      .from(approvalDecider)
      .where(and(eq(approvalDecider.stepId, openStep.id), eq(approvalDecider.memberId, memberId)));
    const said = db
      .select({ id: approvalEntry.id })
      .from(approvalEntry)
      .where(
        and(
          eq(approvalEntry.stepId, openStep.id),
          eq(approvalEntry.action, "approved"),
          sql`coalesce(${approvalEntry.onBehalfOfId}, ${approvalEntry.memberId}) = ${memberId}`,
        ),
      );
    return and(
      ne(approvalRequest.requesterId, memberId),
      or(inArray(openStep.permission, [...held]), and(isNull(openStep.permission), exists(named))),
      // Of a step that fell to others, approvals are left that do not count any more.
      or(eq(openStep.quorum, "any"), not(exists(said))),
    );
  });
  const wanted = and(
    eq(approvalRequest.status, "pending"),
    ne(approvalRequest.requesterId, actor.memberId),
    or(...places),
  );
  return sql`coalesce(${wanted}, false)`;
}

/** Whether the caller may decide, or might have decided, any of its steps. */
function isConcerned({ db }: ServiceContext, standings: readonly Standing[]): SQL {
  const places = standings.map(({ memberId, permissions: held }) =>
    or(
      inArray(approvalStep.permission, [...held]),
      exists(
        db
          .select({ id: approvalDecider.id })
          .from(approvalDecider)
          .where(and(eq(approvalDecider.stepId, approvalStep.id), eq(approvalDecider.memberId, memberId))),
      ),
    ),
  );
  return exists(
    db
      .select({ id: approvalStep.id })
      .from(approvalStep)
      .where(and(eq(approvalStep.requestId, approvalRequest.id), or(...places))),
  );
}

function hasDecided({ db, actor }: ServiceContext): SQL {
  return exists(
    db
      .select({ id: approvalEntry.id })
      .from(approvalEntry)
      .where(
        and(
          eq(approvalEntry.requestId, approvalRequest.id),
          eq(approvalEntry.memberId, actor.memberId),
          inArray(approvalEntry.action, ["approved", "rejected"]),
        ),
      ),
  );
}

/** Those that concern the caller, or do so in the way that is asked for. */
function whereRequests(
  ctx: ServiceContext,
  standings: readonly Standing[],
  { search, filter }: Pick<CountApprovalRequestsInput, "search" | "filter">,
): SQL | undefined {
  const scopes = {
    // Said once more, where the planner sees that there is an index of what is pending.
    toDecide: and(sql`${approvalRequest.status} = 'pending'`, isToDecide(ctx, standings)),
    mine: eq(approvalRequest.requesterId, ctx.actor.memberId),
    decided: hasDecided(ctx),
  };
  return and(
    filter.scope ? scopes[filter.scope] : or(scopes.mine, scopes.decided, isConcerned(ctx, standings)),
    filter.status?.length ? inArray(approvalRequest.status, filter.status) : undefined,
    filter.address?.length ? inArray(approvalRequest.address, filter.address) : undefined,
    containsText(search, approvalRequest.title),
  );
}

function selectRequests(ctx: ServiceContext, standings: readonly Standing[]) {
  const { id, address, entityId, title, status, dueAt, createdAt, closedAt } = approvalRequest;
  return {
    id,
    address,
    entityId,
    title,
    status,
    dueAt,
    createdAt,
    closedAt,
    requester: { id: member.id, name: member.name },
    step: { id: openStep.id, name: openStep.name },
    mayDecide: sql<boolean>`${isToDecide(ctx, standings)}`,
  };
}

/** One page of what concerns the caller. */
export async function listRequests(
  ctx: ServiceContext,
  input: ListApprovalRequestsInput,
): Promise<Page<ApprovalRequestItem>> {
  const { sort, limit, cursor } = input;
  const standings = await standingsOf(ctx);
  const by = approvalRequest[sort.field];
  return keysetPage({ sort, by, id: approvalRequest.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...selectRequests(ctx, standings), ...part.columns })
      .from(approvalRequest)
      .innerJoin(member, isRequester)
      .leftJoin(openStep, isOpenStep)
      .where(and(whereRequests(ctx, standings, input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** How many the same search and filter find. */
export async function countRequests(ctx: ServiceContext, input: CountApprovalRequestsInput): Promise<number> {
  const standings = await standingsOf(ctx);
  const [row] = await ctx.db
    .select({ count: count() })
    .from(approvalRequest)
    .leftJoin(openStep, isOpenStep)
    .where(whereRequests(ctx, standings, input));
  return row?.count ?? 0;
}

/** One request that concerns the caller, with its steps and its history. Throws NOT_FOUND. */
export async function getRequest(ctx: ServiceContext, id: string): Promise<ApprovalRequestDetail> {
  const standings = await standingsOf(ctx);
  const [rows, steps, history] = await Promise.all([
    ctx.db
      .select(selectRequests(ctx, standings))
      .from(approvalRequest)
      .innerJoin(member, isRequester)
      .leftJoin(openStep, isOpenStep)
      .where(and(eq(approvalRequest.id, id), whereRequests(ctx, standings, { filter: {} }))),
    findSteps(ctx, id),
    findHistory(ctx, eq(approvalRequest.id, id)),
  ]);
  const [request] = rows;
  if (!request) throw notFound("approvals.request");
  return { ...request, steps, history };
}

async function findSteps(ctx: ServiceContext, requestId: string): Promise<ApprovalStepItem[]> {
  const rows = await ctx.db
    .select({ step: approvalStep, decider: { id: member.id, name: member.name } })
    .from(approvalStep)
    .leftJoin(
      approvalDecider,
      and(eq(approvalDecider.tenantId, approvalStep.tenantId), eq(approvalDecider.stepId, approvalStep.id)),
    )
    .leftJoin(member, and(eq(member.tenantId, approvalDecider.tenantId), eq(member.id, approvalDecider.memberId)))
    .where(eq(approvalStep.requestId, requestId))
    .orderBy(asc(approvalStep.position), asc(member.name));
  const byStep = Map.groupBy(rows, ({ step }) => step.id);
  return [...byStep.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { id, name, status, quorum, permission } = first.step;
    const held: string | undefined = permissions[permission as Permission]?.description;
    // One that fell to others still knows whom it named.
    const deciders = permission === null ? group.flatMap(({ decider }) => decider ?? []) : [];
    return [{ id, name, status, quorum, permission: permission && (held ?? permission), deciders }];
  });
}

/** Everything that was done about a record, over all its requests, oldest first. The record's module says who may see it. */
export function approvalHistory(
  ctx: ServiceContext,
  { address }: ApprovalSubject,
  entityId: string,
): Promise<ApprovalHistoryItem[]> {
  return findHistory(ctx, and(eq(approvalRequest.address, address), eq(approvalRequest.entityId, entityId)));
}

function findHistory(ctx: ServiceContext, about: SQL | undefined): Promise<ApprovalHistoryItem[]> {
  const { id, action, note, createdAt } = approvalEntry;
  return ctx.db
    .select({
      id,
      action,
      note,
      createdAt,
      member: { id: member.id, name: member.name },
      onBehalfOf: { id: whose.id, name: whose.name },
      step: approvalStep.name,
    })
    .from(approvalEntry)
    .innerJoin(
      approvalRequest,
      and(eq(approvalRequest.tenantId, approvalEntry.tenantId), eq(approvalRequest.id, approvalEntry.requestId)),
    )
    .leftJoin(member, and(eq(member.tenantId, approvalEntry.tenantId), eq(member.id, approvalEntry.memberId)))
    .leftJoin(whose, and(eq(whose.tenantId, approvalEntry.tenantId), eq(whose.id, approvalEntry.onBehalfOfId)))
    .leftJoin(
      approvalStep,
      and(eq(approvalStep.tenantId, approvalEntry.tenantId), eq(approvalStep.id, approvalEntry.stepId)),
    )
    .where(about)
    .orderBy(asc(createdAt), asc(id));
}
