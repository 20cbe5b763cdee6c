import { timesheetStatuses } from "@steward/contracts/time/timesheet";
import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { revision } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/** One person's week. Its time can be changed while it is a draft or was rejected; whoever changes any locks its row. */
export const timesheet = tenantTable(
  "time_timesheet",
  {
    memberId: uuid("member_id").notNull(),
    /** The first day of the week, a Monday (ISO 8601). */
    weekOn: date("week_on", { mode: "string" }).notNull(),
    status: text("status", { enum: timesheetStatuses }).notNull().default("draft"),
    submittedAt: timestamp("submitted_at", { withTimezone: true }),
    decidedAt: timestamp("decided_at", { withTimezone: true }),
    decidedById: uuid("decided_by_id"),
    /** What whoever decided had to say. */
    note: text("note"),
    ...revision(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    foreignKey({ columns: [t.tenantId, t.decidedById], foreignColumns: [member.tenantId, member.id] }),
    check("time_timesheet_monday", sql`extract(isodow from week_on) = 1`),
    uniqueIndex("time_timesheet_week").on(t.tenantId, t.memberId, t.weekOn),
    index("time_timesheet_sort").on(t.tenantId, t.weekOn, t.id),
    index("time_timesheet_created").on(t.tenantId, t.createdAt, t.id),
    index("time_timesheet_status").on(t.tenantId, t.status, t.weekOn, t.id),
    index("time_timesheet_decider").on(t.tenantId, t.decidedById),
  ],
);
