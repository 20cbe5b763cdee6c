import { foreignKey, index, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/** A browser that is told while no window is open. Its keys encrypt what is sent; its service cannot read it (RFC 8291). */
export const pushSubscription = tenantTable(
  "push_subscription",
  {
    memberId: uuid("member_id").notNull(),
    /** Of the browser's push service; whoever knows it and the keys can tell the browser something. */
    endpoint: text("endpoint").notNull(),
    /** Both keys are empty where the service says that the address is gone: the browser may come after it with its new one. */
    p256dh: text("p256dh").notNull(),
    auth: text("auth").notNull(),
    /** As the browser calls itself, for the list of devices. */
    userAgent: text("user_agent"),
    lastUsedAt: timestamp("last_used_at", { withTimezone: true }),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }).onDelete("cascade"),
    index("push_subscription_member").on(t.tenantId, t.memberId),
    // A browser belongs to whoever used it last.
    uniqueIndex("push_subscription_endpoint").on(t.tenantId, t.endpoint),
  ],
);
