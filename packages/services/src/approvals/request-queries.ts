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
import { and, asc, count, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../kernel/index.ts";
import type { Standing } from "./deciders.ts";
import { findPlace, isOpenStep, isToDecide, openStep, whereRequests } from "./request-filter.ts";

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

const whose = alias(member, "whose");
const isRequester = and(eq(member.tenantId, approvalRequest.tenantId), eq(member.id, approvalRequest.requesterId));

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
  const [standings, asked] = await findPlace(ctx, input);
  const by = approvalRequest[sort.field];
  return keysetPage({ sort, by, id: approvalRequest.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...selectRequests(ctx, standings), ...part.columns })
      .from(approvalRequest)
      .innerJoin(member, isRequester)
      .leftJoin(openStep, isOpenStep)
      .where(and(whereRequests(ctx, standings, input, asked), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** How many the same search and filter find. */
export async function countRequests(ctx: ServiceContext, input: CountApprovalRequestsInput): Promise<number> {
  const [standings, asked] = await findPlace(ctx, input);
  const [row] = await ctx.db
    .select({ count: count() })
    .from(approvalRequest)
    .leftJoin(openStep, isOpenStep)
    .where(whereRequests(ctx, standings, input, asked));
  return row?.count ?? 0;
}

/** One request that concerns the caller, with its steps and its history. Throws NOT_FOUND. */
export async function getRequest(ctx: ServiceContext, id: string): Promise<ApprovalRequestDetail> {
  const [standings, asked] = await findPlace(ctx, { filter: {} });
  const [rows, steps, history] = await Promise.all([
    ctx.db
      .select(selectRequests(ctx, standings))
      .from(approvalRequest)
      .innerJoin(member, isRequester)
      .leftJoin(openStep, isOpenStep)
      .where(and(eq(approvalRequest.id, id), whereRequests(ctx, standings, { filter: {} }, asked))),
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
