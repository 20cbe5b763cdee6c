import { index, text } from "drizzle-orm/pg-core";
import { bytes } from "./columns.ts";
import { tenantTable } from "./tenant-table.ts";

/**
 * A mutation that a member has called with a key of their own, and what it answered: written in the mutation's own
 * transaction, so that either both are there or neither is.
 *
 * `id` is made of the member and the key (`idempotencyId` of the services): two calls with one key are after one row,
 * without a second index. The key itself is not kept.
 */
export const idempotencyKey = tenantTable(
  "idempotency_key",
  {
    procedure: text("procedure").notNull(),
    /** Keyed digest of the input: tells two inputs apart, and says nothing of either. */
    inputDigest: bytes("input_digest").notNull(),
    /** Sealed, because some answers are secrets; null only while the transaction runs. */
    sealedAnswer: bytes("sealed_answer"),
  },
  // For upkeep, which takes whole days out: an index of a few pages that costs an insert nothing.
  (t) => [index("idempotency_key_created_at").using("brin", t.createdAt)],
  { system: "write" },
);
