import type { RichText } from "@steward/contracts/kernel/rich-text";
import { dependencyTypes } from "@steward/contracts/projects/task";
import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { nameText, rankText, revision, searchIndex, searchText, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";
import { label } from "./label.ts";
import { customField, cycle, milestone } from "./plan.ts";
import { project } from "./project.ts";
import { taskStatus } from "./status.ts";

export const task = tenantTable(
  "projects_task",
  {
    projectId: uuid("project_id").notNull(),
    /** From 1 in each project, never used again: the 142 of ACME-142. */
    number: integer("number").notNull(),
    title: nameText("title").notNull(),
    description: jsonb("description").$type<RichText>(),
    statusId: uuid("status_id").notNull(),
    /** Its place in the column of its status. */
    rank: rankText("rank").notNull(),
    /** An index into `priorities`. */
    priority: integer("priority").notNull().default(0),
    parentId: uuid("parent_id"),
    milestoneId: uuid("milestone_id"),
    cycleId: uuid("cycle_id"),
    reporterId: uuid("reporter_id").notNull(),
    estimateMinutes: integer("estimate_minutes"),
    /** The first and the last day of the work on it. */
    startOn: date("start_on", { mode: "string" }),
    dueOn: date("due_on", { mode: "string" }),
    /** Set while its status is one that ends a task. */
    closedAt: timestamp("closed_at", { withTimezone: true }),
    /** An RRULE (RFC 5545): when it is done, the next one begins. */
    recurrence: text("recurrence"),
    /** The task that this one is the next occurrence of. */
    recurredFromId: uuid("recurred_from_id"),
    /** By the id of the custom field. */
    customFields: jsonb("custom_fields")
      .$type<Record<string, string | number | boolean | null>>()
      .notNull()
      .default({}),
    /** The id in the system it came from: a second import of the same file finds it again. */
    externalRef: text("external_ref"),
    ...searchText(),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.statusId], foreignColumns: [taskStatus.tenantId, taskStatus.id] }),
    foreignKey({ columns: [t.tenantId, t.parentId], foreignColumns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.recurredFromId], foreignColumns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.milestoneId], foreignColumns: [milestone.tenantId, milestone.id] }),
    foreignKey({ columns: [t.tenantId, t.cycleId], foreignColumns: [cycle.tenantId, cycle.id] }),
    foreignKey({ columns: [t.tenantId, t.reporterId], foreignColumns: [member.tenantId, member.id] }),
    check("projects_task_priority", sql`priority between 0 and 4`),
    check("projects_task_days", sql`start_on <= due_on`),
    uniqueIndex("projects_task_number").on(t.tenantId, t.projectId, t.number),
    uniqueIndex("projects_task_external_ref").on(t.tenantId, t.projectId, t.externalRef).where(sql`deleted_at is null`),
    // A column of the board: its first cards without reading the others.
    index("projects_task_board").on(t.tenantId, t.statusId, t.rank, t.id),
    index("projects_task_open").on(t.tenantId, t.projectId, t.closedAt, t.id).where(sql`deleted_at is null`),
    index("projects_task_title").on(t.tenantId, t.projectId, t.title, t.id).where(sql`deleted_at is null`),
    index("projects_task_by_priority").on(t.tenantId, t.projectId, t.priority, t.id).where(sql`deleted_at is null`),
    index("projects_task_start").on(t.tenantId, t.projectId, t.startOn, t.id).where(sql`deleted_at is null`),
    index("projects_task_due").on(t.tenantId, t.projectId, t.dueOn, t.id).where(sql`deleted_at is null`),
    index("projects_task_created").on(t.tenantId, t.projectId, t.createdAt, t.id).where(sql`deleted_at is null`),
    index("projects_task_updated").on(t.tenantId, t.projectId, t.updatedAt, t.id).where(sql`deleted_at is null`),
    // The same across projects: what is due, what changed, what begins.
    index("projects_task_all_due").on(t.tenantId, t.dueOn, t.id).where(sql`deleted_at is null`),
    index("projects_task_all_start").on(t.tenantId, t.startOn, t.dueOn, t.id).where(sql`deleted_at is null`),
    // What begins long before a screen of days and ends behind it; see `task/calendar.ts` of the services.
    index("projects_task_all_long")
      .on(t.tenantId, t.dueOn, t.startOn, t.id)
      .where(sql`deleted_at is null and due_on - start_on > 62`),
    index("projects_task_all_updated").on(t.tenantId, t.updatedAt, t.id).where(sql`deleted_at is null`),
    index("projects_task_parent").on(t.tenantId, t.parentId, t.rank, t.id),
    index("projects_task_recurred").on(t.tenantId, t.recurredFromId),
    index("projects_task_milestone").on(t.tenantId, t.milestoneId, t.id),
    index("projects_task_cycle").on(t.tenantId, t.cycleId, t.id),
    index("projects_task_reporter").on(t.tenantId, t.reporterId, t.id),
    searchIndex("projects_task_search", t),
  ],
);

/** Who is to do it. */
export const taskAssignee = tenantTable(
  "projects_task_assignee",
  { taskId: uuid("task_id").notNull(), memberId: uuid("member_id").notNull() },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [task.tenantId, task.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    uniqueIndex("projects_task_assignee_pair").on(t.tenantId, t.taskId, t.memberId),
    index("projects_task_assignee_member").on(t.tenantId, t.memberId, t.taskId),
  ],
);

/** Who is told what happens to it. */
export const taskWatcher = tenantTable(
  "projects_task_watcher",
  { taskId: uuid("task_id").notNull(), memberId: uuid("member_id").notNull() },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [task.tenantId, task.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    uniqueIndex("projects_task_watcher_pair").on(t.tenantId, t.taskId, t.memberId),
    index("projects_task_watcher_member").on(t.tenantId, t.memberId, t.taskId),
  ],
);

export const taskLabel = tenantTable(
  "projects_task_label",
  { taskId: uuid("task_id").notNull(), labelId: uuid("label_id").notNull() },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [task.tenantId, task.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.labelId], foreignColumns: [label.tenantId, label.id] }).onDelete("cascade"),
    uniqueIndex("projects_task_label_pair").on(t.tenantId, t.taskId, t.labelId),
    index("projects_task_label_label").on(t.tenantId, t.labelId, t.taskId),
  ],
);

/**
 * What tasks say in their project's own fields, one by one: what `task.customFields` has, where lists can be narrowed by it.
 * In JSON they could not: its operators are not leakproof, so under row level security no index would serve them.
 */
export const taskValue = tenantTable(
  "projects_task_value",
  {
    taskId: uuid("task_id").notNull(),
    fieldId: uuid("field_id").notNull(),
    /** Of a number none; of a box `true` or `false`, of a day its ISO date; of a longer text its beginning. */
    text: text("text"),
    number: doublePrecision("number"),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [task.tenantId, task.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.fieldId], foreignColumns: [customField.tenantId, customField.id] }).onDelete(
      "cascade",
    ),
    check("projects_task_value_one", sql`text is null or number is null`),
    uniqueIndex("projects_task_value_pair").on(t.tenantId, t.taskId, t.fieldId),
    index("projects_task_value_text").on(t.tenantId, t.fieldId, t.text, t.taskId),
    index("projects_task_value_number").on(t.tenantId, t.fieldId, t.number, t.taskId),
  ],
);

/**
 * What a description said before it was changed; which change that was, its event says. Not in the event itself: the record is
 * kept for years and read by whoever administers, the text belongs to its task.
 */
export const taskText = tenantTable(
  "projects_task_text",
  {
    taskId: uuid("task_id").notNull(),
    /** The last version of the task that said so. */
    version: integer("version").notNull(),
    /** Null where it said nothing. */
    content: jsonb("content").$type<RichText>(),
    /** How it begins, as words. */
    excerpt: text("excerpt"),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [task.tenantId, task.id] }).onDelete("cascade"),
    uniqueIndex("projects_task_text_version").on(t.tenantId, t.taskId, t.version),
  ],
);

/** A line to tick off. */
export const checklistItem = tenantTable(
  "projects_checklist_item",
  {
    taskId: uuid("task_id").notNull(),
    text: text("text").notNull(),
    rank: rankText("rank").notNull(),
    doneAt: timestamp("done_at", { withTimezone: true }),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [task.tenantId, task.id] }).onDelete("cascade"),
    index("projects_checklist_item_task").on(t.tenantId, t.taskId, t.rank, t.id),
  ],
);

/** One task holds another back. */
export const dependency = tenantTable(
  "projects_dependency",
  {
    predecessorId: uuid("predecessor_id").notNull(),
    successorId: uuid("successor_id").notNull(),
    type: text("type", { enum: dependencyTypes }).notNull().default("FS"),
    /** In working days; negative: the two overlap. */
    lagDays: integer("lag_days").notNull().default(0),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.predecessorId], foreignColumns: [task.tenantId, task.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.tenantId, t.successorId], foreignColumns: [task.tenantId, task.id] }).onDelete("cascade"),
    check("projects_dependency_two", sql`predecessor_id <> successor_id`),
    uniqueIndex("projects_dependency_pair").on(t.tenantId, t.predecessorId, t.successorId),
    index("projects_dependency_successor").on(t.tenantId, t.successorId),
  ],
);

export const taskComment = tenantTable(
  "projects_task_comment",
  {
    taskId: uuid("task_id").notNull(),
    authorId: uuid("author_id").notNull(),
    content: jsonb("content").$type<RichText>().notNull(),
    /** The words of it. */
    text: text("text").notNull(),
    editedAt: timestamp("edited_at", { withTimezone: true }),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [task.tenantId, task.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.authorId], foreignColumns: [member.tenantId, member.id] }),
    index("projects_task_comment_task").on(t.tenantId, t.taskId, t.createdAt, t.id),
    index("projects_task_comment_author").on(t.tenantId, t.authorId),
  ],
);

/** What a new task of a project may begin as. */
export const taskTemplate = tenantTable(
  "projects_task_template",
  {
    projectId: uuid("project_id").notNull(),
    name: nameText("name").notNull(),
    title: text("title").notNull(),
    description: jsonb("description").$type<RichText>(),
    priority: integer("priority").notNull().default(0),
    estimateMinutes: integer("estimate_minutes"),
    checklist: text("checklist").array().notNull().default(sql`'{}'`),
    ...revision(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("projects_task_template_name").on(t.tenantId, t.projectId, sql`lower(${t.name})`),
  ],
);
