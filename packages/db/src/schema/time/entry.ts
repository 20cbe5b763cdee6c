import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { minor, revision, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";
import { project } from "../projects/project.ts";
import { task } from "../projects/task.ts";

/**
 * Time somebody worked: from when to when, or only how long on which day. A running timer is an entry without an end.
 */
export const timeEntry = tenantTable(
  "time_entry",
  {
    memberId: uuid("member_id").notNull(),
    projectId: uuid("project_id"),
    taskId: uuid("task_id"),
    /** By the organisation's calendar; the day it began on. */
    day: date("day", { mode: "string" }).notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }),
    endedAt: timestamp("ended_at", { withTimezone: true }),
    /** Null while the timer runs. */
    minutes: integer("minutes"),
    isBillable: boolean("is_billable").notNull().default(true),
    /** What an hour of it is billed at, as it was when it was logged; null where nobody has said. */
    hourlyRateMinor: minor("hourly_rate_minor"),
    currency: text("currency").notNull(),
    note: text("note"),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [task.tenantId, task.id] }),
    check("time_entry_minutes", sql`minutes between 0 and 1440`),
    check("time_entry_span", sql`ended_at is null or ended_at >= started_at`),
    check("time_entry_running", sql`(minutes is null) = (ended_at is null and started_at is not null)`),
    uniqueIndex("time_entry_timer").on(t.tenantId, t.memberId).where(sql`minutes is null and deleted_at is null`),
    index("time_entry_member").on(t.tenantId, t.memberId, t.day, t.id).where(sql`deleted_at is null`),
    index("time_entry_span").on(t.tenantId, t.memberId, t.startedAt).where(sql`deleted_at is null`),
    index("time_entry_day").on(t.tenantId, t.day, t.id).where(sql`deleted_at is null`),
    index("time_entry_created").on(t.tenantId, t.createdAt, t.id).where(sql`deleted_at is null`),
    index("time_entry_own").on(t.tenantId, t.memberId, t.createdAt, t.id).where(sql`deleted_at is null`),
    index("time_entry_project").on(t.tenantId, t.projectId, t.day, t.id),
    index("time_entry_task").on(t.tenantId, t.taskId, t.day, t.id),
    index("time_entry_whose").on(t.tenantId, t.memberId, t.id),
  ],
);
