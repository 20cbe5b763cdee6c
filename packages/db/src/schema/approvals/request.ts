import {
  approvalActions,
  approvalQuorums,
  approvalStatuses,
  approvalStepStatuses,
} from "@steward/contracts/approvals/request";
import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { nameText, revision } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/** Somebody asks others to agree to what a record says. While one is pending or approved, the record is locked. */
export const approvalRequest = tenantTable(
  "approvals_request",
  {
    /** The record it is about: `time.timesheet`, and which. */
    address: text("address").notNull(),
    entityId: uuid("entity_id").notNull(),
    title: nameText("title").notNull(),
    requesterId: uuid("requester_id").notNull(),
    status: text("status", { enum: approvalStatuses }).notNull().default("pending"),
    /** By when a decision is wanted. */
    dueAt: timestamp("due_at", { withTimezone: true }),
    /** Set once the deciders have been reminded that it is overdue. */
    remindedAt: timestamp("reminded_at", { withTimezone: true }),
    closedAt: timestamp("closed_at", { withTimezone: true }),
    ...revision(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.requesterId], foreignColumns: [member.tenantId, member.id] }),
    check("approvals_request_closed", sql`(status = 'pending') = (closed_at is null)`),
    // One that is open at a time for each record.
    uniqueIndex("approvals_request_pending").on(t.tenantId, t.address, t.entityId).where(sql`status = 'pending'`),
    index("approvals_request_subject").on(t.tenantId, t.address, t.entityId, t.createdAt),
    index("approvals_request_requester").on(t.tenantId, t.requesterId, t.createdAt, t.id),
    index("approvals_request_sort").on(t.tenantId, t.createdAt, t.id),
    index("approvals_request_due").on(t.tenantId, t.dueAt, t.id),
    // What waits is little beside what was ever asked.
    index("approvals_request_waiting").on(t.tenantId, t.createdAt, t.id).where(sql`status = 'pending'`),
    index("approvals_request_waiting_due").on(t.tenantId, t.dueAt, t.id).where(sql`status = 'pending'`),
  ],
);

export const approvalStep = tenantTable(
  "approvals_step",
  {
    requestId: uuid("request_id").notNull(),
    /** From 0, one after the other. */
    position: integer("position").notNull(),
    name: text("name").notNull(),
    status: text("status", { enum: approvalStepStatuses }).notNull().default("waiting"),
    quorum: text("quorum", { enum: approvalQuorums }).notNull().default("any"),
    /** Whoever holds this permission may decide; null where people are named. */
    permission: text("permission"),
  },
  (t) => [
    foreignKey({
      columns: [t.tenantId, t.requestId],
      foreignColumns: [approvalRequest.tenantId, approvalRequest.id],
    }).onDelete("cascade"),
    uniqueIndex("approvals_step_position").on(t.tenantId, t.requestId, t.position),
    index("approvals_step_open").on(t.tenantId, t.permission).where(sql`status = 'open'`),
    // What somebody may decide, or might have.
    index("approvals_step_permission").on(t.tenantId, t.permission, t.requestId),
  ],
);

/** Somebody named as decider of a step. */
export const approvalDecider = tenantTable(
  "approvals_decider",
  { stepId: uuid("step_id").notNull(), memberId: uuid("member_id").notNull() },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.stepId], foreignColumns: [approvalStep.tenantId, approvalStep.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    uniqueIndex("approvals_decider_pair").on(t.tenantId, t.stepId, t.memberId),
    index("approvals_decider_member").on(t.tenantId, t.memberId, t.stepId),
  ],
);

/** What was done to a request, by whom and for whom; nothing of it is ever changed. */
export const approvalEntry = tenantTable(
  "approvals_entry",
  {
    requestId: uuid("request_id").notNull(),
    stepId: uuid("step_id"),
    action: text("action", { enum: approvalActions }).notNull(),
    /** Null: the clock. */
    memberId: uuid("member_id"),
    /** Whose place they took. */
    onBehalfOfId: uuid("on_behalf_of_id"),
    note: text("note"),
  },
  (t) => [
    foreignKey({
      columns: [t.tenantId, t.requestId],
      foreignColumns: [approvalRequest.tenantId, approvalRequest.id],
    }),
    foreignKey({ columns: [t.tenantId, t.stepId], foreignColumns: [approvalStep.tenantId, approvalStep.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    foreignKey({ columns: [t.tenantId, t.onBehalfOfId], foreignColumns: [member.tenantId, member.id] }),
    index("approvals_entry_request").on(t.tenantId, t.requestId, t.createdAt, t.id),
    index("approvals_entry_step").on(t.tenantId, t.stepId),
    index("approvals_entry_member").on(t.tenantId, t.memberId),
    index("approvals_entry_behalf").on(t.tenantId, t.onBehalfOfId),
  ],
  { appendOnly: true },
);

/** Somebody decides in another's place for some days. */
export const approvalDelegation = tenantTable(
  "approvals_delegation",
  {
    memberId: uuid("member_id").notNull(),
    delegateId: uuid("delegate_id").notNull(),
    startOn: date("start_on", { mode: "string" }).notNull(),
    endOn: date("end_on", { mode: "string" }).notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    foreignKey({ columns: [t.tenantId, t.delegateId], foreignColumns: [member.tenantId, member.id] }),
    check("approvals_delegation_two", sql`member_id <> delegate_id`),
    check("approvals_delegation_days", sql`start_on <= end_on`),
    index("approvals_delegation_member").on(t.tenantId, t.memberId, t.endOn, t.id),
    index("approvals_delegation_delegate").on(t.tenantId, t.delegateId, t.endOn, t.id),
  ],
);
