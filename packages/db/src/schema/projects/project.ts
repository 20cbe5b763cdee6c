import { projectRoles, projectStatuses, projectVisibilities } from "@steward/contracts/projects/project";
import { sql } from "drizzle-orm";
import { boolean, check, date, foreignKey, index, integer, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { account } from "../crm/account.ts";
import { minor, nameText, revision, searchIndex, searchText, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { businessCalendar } from "../org/business-calendar.ts";
import { member } from "../org/member.ts";

/** Work with an end. A template is a project that nobody works in and others begin as a copy of. */
export const project = tenantTable(
  "projects_project",
  {
    name: nameText("name").notNull(),
    /** What its tasks' keys begin with: the ACME of ACME-142. */
    key: text("key").notNull(),
    description: text("description"),
    status: text("status", { enum: projectStatuses }).notNull().default("planned"),
    visibility: text("visibility", { enum: projectVisibilities }).notNull().default("organisation"),
    ownerId: uuid("owner_id").notNull(),
    /** The client. */
    accountId: uuid("account_id"),
    startOn: date("start_on", { mode: "string" }),
    dueOn: date("due_on", { mode: "string" }),
    budgetMinutes: integer("budget_minutes"),
    budgetMinor: minor("budget_minor"),
    currency: text("currency").notNull(),
    /** What an hour is billed at, where the member's own rate says nothing else. */
    hourlyRateMinor: minor("hourly_rate_minor"),
    /** Null: the organisation's default. */
    calendarId: uuid("calendar_id"),
    isTemplate: boolean("is_template").notNull().default(false),
    /** The number of its newest task. Whoever adds one locks this row. */
    lastTaskNumber: integer("last_task_number").notNull().default(0),
    ...searchText(),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [member.tenantId, member.id] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [account.tenantId, account.id] }),
    foreignKey({
      columns: [t.tenantId, t.calendarId],
      foreignColumns: [businessCalendar.tenantId, businessCalendar.id],
    }),
    check("projects_project_key_format", sql`key ~ '^[A-Z][A-Z0-9]{1,9}$'`),
    uniqueIndex("projects_project_key").on(t.tenantId, t.key).where(sql`deleted_at is null`),
    index("projects_project_name").on(t.tenantId, t.isTemplate, t.name, t.id).where(sql`deleted_at is null`),
    index("projects_project_created").on(t.tenantId, t.isTemplate, t.createdAt, t.id).where(sql`deleted_at is null`),
    index("projects_project_updated").on(t.tenantId, t.isTemplate, t.updatedAt, t.id).where(sql`deleted_at is null`),
    index("projects_project_due").on(t.tenantId, t.isTemplate, t.dueOn, t.id).where(sql`deleted_at is null`),
    index("projects_project_owner").on(t.tenantId, t.ownerId, t.id),
    index("projects_project_account").on(t.tenantId, t.accountId, t.id),
    index("projects_project_calendar").on(t.tenantId, t.calendarId),
    searchIndex("projects_project_search", t),
  ],
);

/** Somebody's place in a project. */
export const projectMember = tenantTable(
  "projects_project_member",
  {
    projectId: uuid("project_id").notNull(),
    memberId: uuid("member_id").notNull(),
    role: text("role", { enum: projectRoles }).notNull().default("member"),
    /** What an hour of theirs is billed at here; null: the project's rate. */
    hourlyRateMinor: minor("hourly_rate_minor"),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    uniqueIndex("projects_project_member_place").on(t.tenantId, t.projectId, t.memberId),
    index("projects_project_member_member").on(t.tenantId, t.memberId, t.projectId),
  ],
);
