import { customFieldKinds } from "@steward/contracts/projects/task";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { nameText, revision, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { project } from "./project.ts";

/** A day by which something is to be there. */
export const milestone = tenantTable(
  "projects_milestone",
  {
    projectId: uuid("project_id").notNull(),
    name: nameText("name").notNull(),
    description: text("description"),
    dueOn: date("due_on", { mode: "string" }).notNull(),
    reachedAt: timestamp("reached_at", { withTimezone: true }),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }).onDelete(
      "cascade",
    ),
    index("projects_milestone_due").on(t.tenantId, t.projectId, t.dueOn, t.id),
  ],
);

/** A stretch of time that a team plans its work by: a sprint. */
export const cycle = tenantTable(
  "projects_cycle",
  {
    projectId: uuid("project_id").notNull(),
    name: nameText("name").notNull(),
    goal: text("goal"),
    startOn: date("start_on", { mode: "string" }).notNull(),
    endOn: date("end_on", { mode: "string" }).notNull(),
    completedAt: timestamp("completed_at", { withTimezone: true }),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }).onDelete(
      "cascade",
    ),
    check("projects_cycle_days", sql`start_on <= end_on`),
    index("projects_cycle_start").on(t.tenantId, t.projectId, t.startOn, t.id),
  ],
);

/** What a project asks of its tasks besides; the answers stand in `task.customFields` by its id. */
export const customField = tenantTable(
  "projects_custom_field",
  {
    projectId: uuid("project_id").notNull(),
    name: nameText("name").notNull(),
    kind: text("kind", { enum: customFieldKinds }).notNull(),
    /** Of a choice: what may be chosen. */
    options: text("options").array().notNull().default(sql`'{}'`),
    isRequired: boolean("is_required").notNull().default(false),
    position: integer("position").notNull().default(0),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("projects_custom_field_name")
      .on(t.tenantId, t.projectId, sql`lower(${t.name})`)
      .where(sql`deleted_at is null`),
    index("projects_custom_field_position").on(t.tenantId, t.projectId, t.position, t.id),
  ],
);

/** How everybody in the organisation asks something of a project without working in it. */
export const intakeForm = tenantTable(
  "projects_intake_form",
  {
    projectId: uuid("project_id").notNull(),
    title: nameText("title").notNull(),
    introduction: text("introduction"),
    isOpen: boolean("is_open").notNull().default(true),
    /** The custom fields it asks for, in order. */
    fieldIds: jsonb("field_ids").$type<string[]>().notNull().default([]),
    ...revision(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }).onDelete(
      "cascade",
    ),
    uniqueIndex("projects_intake_form_project").on(t.tenantId, t.projectId),
  ],
);
