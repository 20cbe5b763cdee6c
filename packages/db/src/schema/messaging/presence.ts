import { foreignKey, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/** When somebody was last there, to within minutes. Who is there now, the processes tell each other and keep nowhere. */
export const presence = tenantTable(
  "messaging_presence",
  {
    memberId: uuid("member_id").notNull(),
    lastSeenAt: timestamp("last_seen_at", { withTimezone: true }).notNull(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    uniqueIndex("messaging_presence_member").on(t.tenantId, t.memberId),
  ],
);
