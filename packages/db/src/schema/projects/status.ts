import { statusKinds } from "@steward/contracts/projects/task";
import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { nameText, revision } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { project } from "./project.ts";

/** A column of a project's workflow. Whoever puts tasks of it in order locks its row. */
export const taskStatus = tenantTable(
  "projects_task_status",
  {
    projectId: uuid("project_id").notNull(),
    name: nameText("name").notNull(),
    kind: text("kind", { enum: statusKinds }).notNull(),
    position: integer("position").notNull().default(0),
    /** How many tasks may stand in it at once; null: any number. */
    wipLimit: integer("wip_limit"),
    ...revision(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.projectId], foreignColumns: [project.tenantId, project.id] }).onDelete(
      "cascade",
    ),
    check("projects_task_status_wip", sql`wip_limit > 0`),
    uniqueIndex("projects_task_status_name").on(t.tenantId, t.projectId, sql`lower(${t.name})`),
    index("projects_task_status_position").on(t.tenantId, t.projectId, t.position, t.id),
  ],
);
