import type { Page } from "@steward/contracts";
import { csvByteOrderMark, csvLine } from "@steward/contracts/kernel/csv";
import type { ExportAuditEventsInput, ListAuditEventsInput } from "@steward/contracts/org/audit-event";
import { keysetPage } from "@steward/db";
import { auditEvent } from "@steward/db/schema";
import { and, type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { keysetOf, whereAuditEvents } from "./audit-event-queries.ts";

/** Who did what to which record, when and from where. */
export interface AuditEvent {
  id: string;
  /** `crm.deal.won` */
  name: string;
  /** `crm.deal` */
  address: string;
  entityId: string;
  /** Null where an operator of the platform did it. */
  actorId: string | null;
  actorName: string;
  /** The operator who acted in the actor's name. */
  impersonatorName: string | null;
  requestId: string;
  /** The procedure or job that did it. */
  procedure: string;
  /** Null for jobs, like the user agent. */
  clientAddress: string | null;
  userAgent: string | null;
  /** Before and after, without secrets and personal data. */
  payload: unknown;
  createdAt: Date;
}

/** A stretch of a file; the first one carries the header. Ask on with `nextCursor` until it is null. */
export interface AuditExportChunk {
  text: string;
  rowCount: number;
  nextCursor: string | null;
}

/** What happened in the organisation, newest first unless asked otherwise. */
export async function listAuditEvents(ctx: ServiceContext, input: ListAuditEventsInput): Promise<Page<AuditEvent>> {
  const where = await whereAuditEvents(ctx, input);
  return keysetPage(keysetOf(input), (part) =>
    ctx.db
      .select({
        id: auditEvent.id,
        name: auditEvent.name,
        address: auditEvent.address,
        entityId: auditEvent.entityId,
        actorId: auditEvent.actorId,
        actorName: auditEvent.actorName,
        impersonatorName: auditEvent.impersonatorName,
        requestId: auditEvent.requestId,
        procedure: auditEvent.procedure,
        clientAddress: auditEvent.clientAddress,
        userAgent: auditEvent.userAgent,
        payload: payloadFor(ctx),
        createdAt: auditEvent.createdAt,
        ...part.columns,
      })
      .from(auditEvent)
      .where(and(where, part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/**
 * What is private to a project or a conversation is so in the record as well, with its files: whoever is not in it finds that
 * somebody did something there, and not what. Everything else that is addressed to some says nothing that others might not
 * read. A call that no event tells of says what was given, and not in which project or conversation, or, of a view somebody
 * keeps for themself, what they look for: that is for whoever made it, and not for an operator who acts as them.
 */
function payloadFor({ actor }: ServiceContext): SQL<unknown> {
  const isTold = sql`(${auditEvent.audience} is null or ${actor.memberId}::uuid = any(${auditEvent.audience}))`;
  const isOthersCall = sql`(${auditEvent.name} = ${auditEvent.procedure} and ${auditEvent.payload} -> 'input' is not null
    and ${auditEvent.actorId} is distinct from ${actor.impersonator === null ? actor.memberId : null}::uuid)`;
  const isPrivate = sql`${auditEvent.address} ~ '^(projects|files)[.]' and not ${isTold}
    or ${auditEvent.address} ~ '^((projects|files|time|messaging)[.]|org[.]savedView$)' and ${isOthersCall}`;
  return sql`case when ${isPrivate} then '{}'::jsonb else ${auditEvent.payload} end`;
}

const header = [
  "When",
  "What",
  "By",
  "In the name of that person",
  "Record",
  "Asked for by",
  "From address",
  "From client",
  "Request",
  "Details",
];

/** The events a search and filter find, as CSV that spreadsheets open safely. */
export async function exportAuditEvents(ctx: ServiceContext, input: ExportAuditEventsInput): Promise<AuditExportChunk> {
  const { items, nextCursor } = await listAuditEvents(ctx, input);
  const lines = items.map((event) =>
    csvLine([
      event.createdAt,
      event.name,
      event.actorName,
      event.impersonatorName,
      event.entityId,
      event.procedure,
      event.clientAddress,
      event.userAgent,
      event.requestId,
      JSON.stringify(event.payload),
    ]),
  );
  const start = input.cursor ? "" : csvByteOrderMark + csvLine(header);
  return { text: start + lines.join(""), rowCount: items.length, nextCursor };
}
