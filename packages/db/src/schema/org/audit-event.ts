import { sql } from "drizzle-orm";
import { index, jsonb, smallint, text, uuid } from "drizzle-orm/pg-core";
import { transactionNumber } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";

/**
 * What happened to a record, by whom and from which request; written in the mutation's own transaction. It is the record
 * of who did what and the outbox at once: the relay hands on what it finds here, in the order of `xid` and `id`.
 */
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
    /** The transaction that wrote it. What is below the oldest one still running has been committed as a whole. */
    xid: transactionNumber("xid").notNull().default(sql`pg_current_xact_id()`),
    /** The event whose consumer did this; null for what somebody asked for. */
    causeId: uuid("cause_id"),
    /** How many events led here. */
    depth: smallint("depth").notNull().default(0),
    /** The members whose screens are told of it as it happens; null for all who may do anything with such records. */
    audience: uuid("audience").array(),
  },
  (t) => [
    index("audit_event_entity").on(t.tenantId, t.entityId, t.id),
    index("audit_event_name").on(t.tenantId, t.name, t.id),
    index("audit_event_created").on(t.tenantId, t.createdAt, t.id),
    index("audit_event_actor").on(t.tenantId, t.actorId, t.createdAt, t.id),
    index("audit_event_request").on(t.tenantId, t.requestId),
    // Of all organisations, for the relay; the tenant in it is for those who come back and want what is theirs.
    index("audit_event_order").on(t.xid, t.tenantId, t.id),
  ],
  // What operators do to an organisation stands in its own record, in the transaction that does it.
  { system: "append", appendOnly: true },
);
