import type { Role } from "@steward/contracts";
import { defineApprovalSubject } from "@steward/contracts/approvals/subject";
import { uuidv7 } from "@steward/db";
import { approvalDelegation, approvalEntry, approvalRequest, approvalStep, member } from "@steward/db/schema";
import { actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { asc, eq, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { decideRequest } from "./decide.ts";
import { createDelegation } from "./delegation.ts";
import { recountRequests } from "./recount.ts";
import { type ApprovalAsk, requestApproval } from "./request.ts";
import { type ApprovalOutcome, handleApproval } from "./subject.ts";

/** An organisation in which things are asked approval for. */
export interface Bureau {
  readonly two: TwoTenants;
  id(role: Role): string;
  as<T>(role: Role, work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  /** Asks for approval of a new record. */
  ask(role: Role, steps: ApprovalAsk["steps"], rest?: Pick<ApprovalAsk, "dueAt">): Promise<Asked>;
  decide(role: Role, id: string, decision: "approve" | "reject", stepId?: string): Promise<void>;
  delegate(from: Role, to: Role, startOn: string, endOn: string): Promise<void>;
  setDisabled(role: Role, disabled: boolean): Promise<void>;
  /** What the worker does after somebody was disabled. */
  recount(): Promise<void>;
  /** Nobody is disabled, and nothing delegated. */
  tidy(): Promise<void>;
  /** What the request has come to, as it is stored. */
  look(id: string): Promise<Stored>;
  /** What the record's module was told, oldest first. */
  outcomes(entityId: string): readonly ApprovalOutcome[];
}

export interface Asked {
  readonly id: string;
  readonly entityId: string;
}

interface Stored {
  readonly status: string;
  readonly steps: readonly (typeof approvalStep.$inferSelect)[];
  readonly entries: readonly (typeof approvalEntry.$inferSelect)[];
}

export const note = defineApprovalSubject("test.note", {
  label: "Note",
  decide: "time.timesheet.decide",
  path: (id) => `/notes/${id}`,
});

export async function openBureau(): Promise<Bureau> {
  const two = await createTwoTenants();
  const { acme, database } = two;
  const told = new Map<string, ApprovalOutcome[]>();
  const handlers = [
    handleApproval(note, async (_ctx, entityId, outcome) => {
      told.set(entityId, [...(told.get(entityId) ?? []), outcome]);
    }),
  ];
  const id: Bureau["id"] = (role) => acme.members[role].memberId;
  const as: Bureau["as"] = (role, work) => actingAs(database, acme, role).write(work);
  return {
    two,
    id,
    as,
    async ask(role, steps, rest = {}) {
      const entityId = uuidv7();
      const asked = await as(role, (ctx) =>
        requestApproval(ctx, { subject: note, entityId, title: "A note", steps, ...rest }),
      );
      return { ...asked, entityId };
    },
    decide: (role, request, decision, stepId) =>
      as(role, (ctx) => decideRequest(ctx, handlers, { id: request, decision, stepId })),
    delegate: (from, to, startOn, endOn) =>
      as(from, async (ctx) => void (await createDelegation(ctx, { delegateId: id(to), startOn, endOn }))),
    setDisabled: (role, disabled) =>
      as("owner", async ({ db }) => {
        await db
          .update(member)
          .set({ disabledAt: disabled ? sql`now()` : null })
          .where(eq(member.id, id(role)));
      }),
    recount: () => as("owner", (ctx) => recountRequests(ctx, handlers)),
    tidy: () =>
      as("owner", async ({ db }) => {
        await db.update(member).set({ disabledAt: null });
        await db.delete(approvalDelegation);
      }),
    look: (request) =>
      as("owner", async ({ db }) => {
        const [row] = await db.select().from(approvalRequest).where(eq(approvalRequest.id, request));
        if (!row) throw new Error(`No request ${request}`);
        const steps = await db
          .select()
          .from(approvalStep)
          .where(eq(approvalStep.requestId, request))
          .orderBy(asc(approvalStep.position));
        const entries = await db
          .select()
          .from(approvalEntry)
          .where(eq(approvalEntry.requestId, request))
          .orderBy(asc(approvalEntry.createdAt));
        return { status: row.status, steps, entries };
      }),
    outcomes: (entityId) => told.get(entityId) ?? [],
  };
}
