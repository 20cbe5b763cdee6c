import { requireOwnHands } from "@steward/auth";
import { AppError, notFound, type Permission } from "@steward/contracts";
import { approvalAsked, type approvalLate } from "@steward/contracts/approvals/notice";
import {
  type ApprovalAction,
  type ApprovalQuorum,
  type ApprovalReason,
  approvalReopened,
  approvalRequested,
} from "@steward/contracts/approvals/request";
import type { ApprovalSubject } from "@steward/contracts/approvals/subject";
import { isUniqueViolation, uuidv7 } from "@steward/db";
import { approvalDecider, approvalEntry, approvalRequest, approvalStep, member } from "@steward/db/schema";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { type EmitContext, emit, notify, type ServiceContext } from "../kernel/index.ts";
import { decidersOf, delegatesOf, namedDeciders, type StepRow } from "./deciders.ts";

export type RequestRow = typeof approvalRequest.$inferSelect;

/** What is asked of whom, one step after the other. */
export interface ApprovalAsk {
  readonly subject: ApprovalSubject;
  readonly entityId: string;
  /** What deciders read: "Week of 16 November, Anna Berg". */
  readonly title: string;
  readonly steps: readonly StepAsk[];
  /** By when a decision is wanted. */
  readonly dueAt?: Date;
}

interface StepAsk {
  readonly name: string;
  readonly deciders: { readonly permission: Permission } | { readonly memberIds: readonly string[] };
  readonly quorum: ApprovalQuorum;
}

export const refused = (code: "CONFLICT" | "FORBIDDEN" | "PRECONDITION", reason: ApprovalReason) =>
  new AppError(code, reason);

/**
 * Asks others to agree to what a record says, in the caller's name. Until it is decided, and once it is approved, the
 * record is locked, which its module sees to: it has asked.
 *
 * Throws CONFLICT `approval.already_requested` while another request is open or approved; PRECONDITION
 * `approval.nobody_to_decide` where nobody but the caller may decide a step; NOT_FOUND for members who are not there.
 */
export async function requestApproval(ctx: ServiceContext, ask: ApprovalAsk): Promise<{ id: string }> {
  const { subject, entityId, title, dueAt = null } = ask;
  const requesterId = ctx.actor.memberId;
  const standing = await findStanding(ctx, subject, entityId);
  if (standing) throw refused("CONFLICT", "approval.already_requested");
  const row = { id: uuidv7(), address: subject.address, entityId, title, requesterId, dueAt };
  const steps = ask.steps.map((step, position) => stepRow(row.id, step, position));
  await requireMembers(ctx, steps);
  for (const step of steps) {
    const others = await decidersOf(ctx, step, requesterId);
    if (others.length === 0) throw refused("PRECONDITION", "approval.nobody_to_decide");
  }
  await ctx.db
    .insert(approvalRequest)
    .values(row)
    .catch((error: unknown) => {
      throw isUniqueViolation(error, "approvals_request_pending")
        ? refused("CONFLICT", "approval.already_requested")
        : error;
    });
  await ctx.db.insert(approvalStep).values(steps.map(({ memberIds: _named, ...step }) => step));
  const named = steps.flatMap(({ id, memberIds }) => memberIds.map((memberId) => ({ stepId: id, memberId })));
  if (named.length > 0) await ctx.db.insert(approvalDecider).values(named);
  await addEntry(ctx, { requestId: row.id, action: "requested" });
  const [first] = steps;
  if (!first) throw new TypeError("A request has at least one step.");
  const asked = await askDeciders(ctx, row, first);
  const about = { address: row.address, entityId, title };
  await emit(ctx, approvalRequested, row.id, about, { audience: [requesterId, ...asked] });
  return { id: row.id };
}

function stepRow(requestId: string, { name, deciders, quorum }: StepAsk, position: number) {
  const byPermission = "permission" in deciders;
  return {
    id: uuidv7(),
    requestId,
    position,
    name,
    quorum,
    status: position === 0 ? ("open" as const) : ("waiting" as const),
    permission: byPermission ? deciders.permission : null,
    memberIds: byPermission ? [] : [...new Set(deciders.memberIds)],
  };
}

async function requireMembers(ctx: ServiceContext, steps: readonly Pick<StepRow, "memberIds">[]): Promise<void> {
  const wanted = [...new Set(steps.flatMap(({ memberIds }) => memberIds))];
  if (wanted.length === 0) return;
  const known = await ctx.db.select({ id: member.id }).from(member).where(inArray(member.id, wanted));
  if (known.length !== wanted.length) throw notFound("org.member");
}

/** Tells those who may decide a step, and those who do so in their place. Returns them. */
export async function askDeciders(
  ctx: EmitContext & Pick<ServiceContext, "tenant">,
  { id, title, requesterId }: Pick<RequestRow, "id" | "title" | "requesterId">,
  step: Pick<StepRow, "permission" | "memberIds">,
  kind: typeof approvalAsked | typeof approvalLate = approvalAsked,
): Promise<string[]> {
  const deciders = await decidersOf(ctx, step, requesterId);
  const delegates = (await delegatesOf(ctx, deciders)).filter((delegate) => delegate !== requesterId);
  const asked = [...new Set([...deciders, ...delegates])];
  await notify(ctx, kind, { to: asked, entityId: id, params: { title } });
  return asked;
}

interface Entry {
  readonly requestId: string;
  readonly action: ApprovalAction;
  readonly stepId?: string;
  readonly onBehalfOfId?: string | null;
  readonly note?: string | null;
}

/** Adds to the history of a request; nothing of it is ever changed. */
export async function addEntry(ctx: EmitContext, entry: Entry): Promise<void> {
  // Not `now()`, which is when the transaction began: before it waited for the lock.
  const createdAt = sql`clock_timestamp()`;
  await ctx.db.insert(approvalEntry).values({ ...entry, memberId: ctx.actor?.memberId ?? null, createdAt });
}

/** The request that keeps a record locked, if there is one. */
async function findStanding(
  { db }: Pick<ServiceContext, "db">,
  { address }: Pick<ApprovalSubject, "address">,
  entityId: string,
): Promise<Pick<RequestRow, "id"> | undefined> {
  const [row] = await db
    .select({ id: approvalRequest.id })
    .from(approvalRequest)
    .where(
      and(
        eq(approvalRequest.address, address),
        eq(approvalRequest.entityId, entityId),
        inArray(approvalRequest.status, ["pending", "approved"]),
      ),
    );
  return row;
}

/** The request that keeps a record locked. Throws PRECONDITION `approval.closed`. */
export async function standingRequest(
  ctx: Pick<ServiceContext, "db">,
  subject: ApprovalSubject,
  entityId: string,
): Promise<string> {
  const standing = await findStanding(ctx, subject, entityId);
  if (!standing) throw refused("PRECONDITION", "approval.closed");
  return standing.id;
}

/** A request, held until the transaction ends: whatever is done to it comes one after the other. */
export async function lockRequest({ db }: Pick<ServiceContext, "db">, id: string): Promise<RequestRow | undefined> {
  const [row] = await db.select().from(approvalRequest).where(eq(approvalRequest.id, id)).for("no key update");
  return row;
}

/** The steps of a request in their order, with those they name. */
export async function stepsOf(ctx: Pick<ServiceContext, "db">, requestId: string): Promise<StepRow[]> {
  const rows = await ctx.db
    .select()
    .from(approvalStep)
    .where(eq(approvalStep.requestId, requestId))
    .orderBy(asc(approvalStep.position));
  const named = await namedDeciders(
    ctx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, memberIds: named.get(row.id) ?? [] }));
}

/**
 * Takes an approval back, so that the record can be changed and asked about again. Who may is the module's to say; never
 * whoever made the request. The history keeps it, with the reason.
 *
 * Throws PRECONDITION `approval.not_approved`; FORBIDDEN `approval.own_request` | `auth.impersonating`.
 */
export async function reopenApproval(
  ctx: ServiceContext,
  { subject, entityId, note }: { subject: ApprovalSubject; entityId: string; note: string },
): Promise<void> {
  requireOwnHands(ctx.actor);
  const standing = await findStanding(ctx, subject, entityId);
  const request = standing && (await lockRequest(ctx, standing.id));
  if (request?.status !== "approved") throw refused("PRECONDITION", "approval.not_approved");
  if (request.requesterId === ctx.actor.memberId) throw refused("FORBIDDEN", "approval.own_request");
  await ctx.db
    .update(approvalRequest)
    .set({ status: "cancelled", version: request.version + 1 })
    .where(eq(approvalRequest.id, request.id));
  await addEntry(ctx, { requestId: request.id, action: "reopened", note });
  const about = { address: request.address, entityId, title: request.title };
  await emit(ctx, approvalReopened, request.id, about, { audience: [request.requesterId, ctx.actor.memberId] });
}
