import { forecastCategories } from "@steward/contracts/crm/pipeline";
import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { nameText, revision, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";

/** One way of selling: new business, renewals. */
export const pipeline = tenantTable(
  "crm_pipeline",
  {
    name: nameText("name").notNull(),
    position: integer("position").notNull().default(0),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    uniqueIndex("crm_pipeline_name").on(t.tenantId, sql`lower(${t.name})`).where(sql`deleted_at is null`),
    index("crm_pipeline_position").on(t.tenantId, t.position, t.id),
  ],
);

/** A step an open deal stands at. Won and lost are not stages: they are how a deal ends. */
export const stage = tenantTable(
  "crm_stage",
  {
    pipelineId: uuid("pipeline_id").notNull(),
    name: nameText("name").notNull(),
    position: integer("position").notNull().default(0),
    /** Per cent, 0 to 100. */
    probability: integer("probability").notNull(),
    forecastCategory: text("forecast_category", { enum: forecastCategories }).notNull().default("pipeline"),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.pipelineId], foreignColumns: [pipeline.tenantId, pipeline.id] }),
    check("crm_stage_probability", sql`probability between 0 and 100`),
    index("crm_stage_pipeline").on(t.tenantId, t.pipelineId, t.position, t.id),
  ],
);
