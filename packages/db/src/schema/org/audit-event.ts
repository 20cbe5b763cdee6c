import { index, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { tenantTable } from "../kernel/tenant-table.ts";

/** What happened to a record, by whom and from which request; written in the mutation's own transaction. */
export const auditEvent = tenantTable(
  "audit_event",
  {
    name: text("name").notNull(),
    address: text("address").notNull(),
    entityId: uuid("entity_id").notNull(),
    /** The member who acted; null when the platform itself did. */
    actorId: uuid("actor_id"),
    actorName: text("actor_name").notNull(),
    /** The operator who acted in the actor's name. */
    impersonatorName: text("impersonator_name"),
    requestId: text("request_id").notNull(),
    /** The procedure or job that did it: `crm.deal.win`. */
    procedure: text("procedure").notNull().default(""),
    /** The network address and client it was asked from; null for jobs. */
    clientAddress: text("client_address"),
    userAgent: text("user_agent"),
    payload: jsonb("payload").notNull(),
  },
  (t) => [
    index("audit_event_entity").on(t.tenantId, t.entityId, t.id),
    index("audit_event_name").on(t.tenantId, t.name, t.id),
    index("audit_event_created").on(t.tenantId, t.createdAt, t.id),
    index("audit_event_actor").on(t.tenantId, t.actorId, t.createdAt, t.id),
    index("audit_event_request").on(t.tenantId, t.requestId),
  ],
  // What operators do to an organisation stands in its own record, in the transaction that does it.
  { system: "append", appendOnly: true },
);
