import { dealStatuses } from "@steward/contracts/crm/deal";
import { forecastCategories } from "@steward/contracts/crm/pipeline";
import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { minor, nameText, revision, searchIndex, searchText, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { account } from "./account.ts";
import { contact } from "./contact.ts";
import { pipeline, stage } from "./pipeline.ts";
import { product } from "./product.ts";
import { salesperson } from "./salesperson.ts";

/** A sale in progress, or how it ended. `stageId` stays at the last open stage once it is won or lost. */
export const deal = tenantTable(
  "crm_deal",
  {
    name: nameText("name").notNull(),
    pipelineId: uuid("pipeline_id").notNull(),
    stageId: uuid("stage_id").notNull(),
    status: text("status", { enum: dealStatuses }).notNull().default("open"),
    accountId: uuid("account_id"),
    contactId: uuid("contact_id"),
    productId: uuid("product_id"),
    ownerId: uuid("owner_id"),
    /** Null while nobody has put a figure on it. */
    amountMinor: minor("amount_minor"),
    currency: text("currency").notNull(),
    /** Per cent; overrides the stage's when set. */
    probability: integer("probability"),
    /** Overrides the stage's when set. */
    forecastCategory: text("forecast_category", { enum: forecastCategories }),
    openedOn: date("opened_on", { mode: "string" }),
    expectedCloseOn: date("expected_close_on", { mode: "string" }),
    closedOn: date("closed_on", { mode: "string" }),
    lostReason: text("lost_reason"),
    /** The id in the system it came from: a second import of the same file finds it again. */
    externalRef: text("external_ref"),
    description: text("description"),
    ...searchText(),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.pipelineId], foreignColumns: [pipeline.tenantId, pipeline.id] }),
    foreignKey({ columns: [t.tenantId, t.stageId], foreignColumns: [stage.tenantId, stage.id] }),
    foreignKey({ columns: [t.tenantId, t.accountId], foreignColumns: [account.tenantId, account.id] }),
    foreignKey({ columns: [t.tenantId, t.contactId], foreignColumns: [contact.tenantId, contact.id] }),
    foreignKey({ columns: [t.tenantId, t.productId], foreignColumns: [product.tenantId, product.id] }),
    foreignKey({ columns: [t.tenantId, t.ownerId], foreignColumns: [salesperson.tenantId, salesperson.id] }),
    check("crm_deal_closed", sql`(status = 'open') = (closed_on is null)`),
    check("crm_deal_probability", sql`probability between 0 and 100`),
    index("crm_deal_created").on(t.tenantId, t.createdAt, t.id).where(sql`deleted_at is null`),
    index("crm_deal_updated").on(t.tenantId, t.updatedAt, t.id).where(sql`deleted_at is null`),
    index("crm_deal_name").on(t.tenantId, t.name, t.id).where(sql`deleted_at is null`),
    index("crm_deal_amount").on(t.tenantId, t.amountMinor, t.id).where(sql`deleted_at is null`),
    index("crm_deal_expected").on(t.tenantId, t.expectedCloseOn, t.id).where(sql`deleted_at is null`),
    index("crm_deal_closed").on(t.tenantId, t.closedOn, t.id).where(sql`deleted_at is null`),
    index("crm_deal_expected_by_status").on(t.tenantId, t.status, t.expectedCloseOn, t.id),
    index("crm_deal_closed_by_status").on(t.tenantId, t.status, t.closedOn, t.id),
    // A column of the board: its first cards without reading the others.
    index("crm_deal_board")
      .on(t.tenantId, t.stageId, t.expectedCloseOn, t.id)
      .where(sql`status = 'open' and deleted_at is null`),
    index("crm_deal_by_stage").on(t.tenantId, t.stageId, t.status, t.updatedAt, t.id),
    index("crm_deal_pipeline").on(t.tenantId, t.pipelineId, t.status, t.id),
    index("crm_deal_account").on(t.tenantId, t.accountId, t.id),
    index("crm_deal_contact").on(t.tenantId, t.contactId, t.id),
    index("crm_deal_product").on(t.tenantId, t.productId, t.id),
    index("crm_deal_owner").on(t.tenantId, t.ownerId, t.status, t.id),
    uniqueIndex("crm_deal_external_ref").on(t.tenantId, t.externalRef).where(sql`deleted_at is null`),
    searchIndex("crm_deal_search", t),
  ],
);

/** Where a deal has stood, from when to when: cycle time and stage ageing are read from here. */
export const dealStage = tenantTable(
  "crm_deal_stage",
  {
    dealId: uuid("deal_id").notNull(),
    stageId: uuid("stage_id").notNull(),
    enteredAt: timestamp("entered_at", { withTimezone: true }).notNull().defaultNow(),
    leftAt: timestamp("left_at", { withTimezone: true }),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.dealId], foreignColumns: [deal.tenantId, deal.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.stageId], foreignColumns: [stage.tenantId, stage.id] }),
    index("crm_deal_stage_deal").on(t.tenantId, t.dealId, t.enteredAt),
    index("crm_deal_stage_stage").on(t.tenantId, t.stageId),
    uniqueIndex("crm_deal_stage_current").on(t.tenantId, t.dealId).where(sql`left_at is null`),
  ],
);
