import { foreignKey, index, jsonb, timestamp, uuid } from "drizzle-orm/pg-core";
import { tenantTable } from "../kernel/tenant-table.ts";
import { account } from "./account.ts";

/** One merge of duplicate accounts into another, with all that is needed to take it back. */
export const accountMerge = tenantTable(
  "crm_account_merge",
  {
    survivorId: uuid("survivor_id").notNull(),
    duplicateIds: uuid("duplicate_ids").array().notNull(),
    /** Ids of the records that moved, by table, and the survivor's columns as they were before. */
    snapshot: jsonb("snapshot").notNull(),
    undoneAt: timestamp("undone_at", { withTimezone: true }),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.survivorId], foreignColumns: [account.tenantId, account.id] }),
    index("crm_account_merge_survivor").on(t.tenantId, t.survivorId, t.id),
  ],
);
