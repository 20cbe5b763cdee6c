import { index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { uuidv7 } from "../../uuid.ts";
import { systemOnly } from "./user.ts";

/**
 * What happened to a person's access or to the platform (`auth.signed_in`, `operator.tenant_suspended`). History: the
 * cross-tenant role may add to it, read it, and forget what is older than thirty days. No foreign keys, because it outlives whom it is about.
 */
export const securityEvent = pgTable(
  "security_event",
  {
    id: uuid("id").primaryKey().$defaultFn(uuidv7),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    name: text("name").notNull(),
    /** Whose access it is about; null where an attempt named nobody we know. */
    userId: uuid("user_id"),
    /** Who did it, where that is somebody else: an operator. */
    actorId: uuid("actor_id"),
    tenantId: uuid("tenant_id"),
    clientAddress: text("client_address"),
    userAgent: text("user_agent"),
    requestId: text("request_id").notNull(),
    details: jsonb("details").notNull(),
  },
  (t) => [
    index("security_event_user").on(t.userId, t.id),
    index("security_event_name").on(t.name, t.id),
    index("security_event_tenant").on(t.tenantId, t.id),
    systemOnly("security_event"),
  ],
);
