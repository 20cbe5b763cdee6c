import type { Page } from "@steward/contracts";
import type { AccountTimelineInput } from "@steward/contracts/crm/account";
import type { Changes } from "@steward/contracts/kernel/record";
import { keysetPage } from "@steward/db";
import { account, activity, auditEvent, contact, deal, lead, product, salesperson } from "@steward/db/schema";
import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { ServiceContext } from "../../kernel/index.ts";
import { type ActivityItem, activitiesById } from "../activity/queries.ts";
import { getAccount, type RecordRef } from "./queries.ts";

/** Something people said or did with the customer. */
export interface TimelineActivity {
  type: "activity";
  id: string;
  at: Date;
  activity: ActivityItem;
}

/** Something that happened to a record, as the audit trail has it. */
export interface TimelineEvent {
  type: "event";
  id: string;
  at: Date;
  /** `crm.deal.won` */
  name: string;
  actorName: string;
  record: RecordRef & { kind: "account" | "contact" | "deal" | "lead" };
  payload: Record<string, unknown>;
  /** Names behind the ids in the payload's changes. */
  names: Record<string, string>;
}

export type TimelineEntry = TimelineActivity | TimelineEvent;

const timelineSort = { field: "timeline", direction: "desc" } as const;

/**
 * All that happened with an account, newest first: activities of the account, its contacts, deals and leads, and what
 * the audit trail knows of them, also under the ids of accounts merged into it. Throws NOT_FOUND.
 */
export async function getAccountTimeline(
  ctx: ServiceContext,
  input: AccountTimelineInput,
): Promise<Page<TimelineEntry>> {
  const { id } = await getAccount(ctx, input.id);
  const entries = unionAll(
    ctx.db
      .select({ id: activity.id, at: activity.occursAt, type: sql<string>`'activity'`.as("type") })
      .from(activity)
      .where(and(isNull(activity.deletedAt), activityOf(id))),
    ctx.db
      .select({ id: auditEvent.id, at: auditEvent.createdAt, type: sql<string>`'event'`.as("type") })
      .from(auditEvent)
      .where(eventOf(id)),
  ).as("entry");
  const page = await keysetPage(
    { sort: timelineSort, by: entries.at, nullable: false, id: entries.id, limit: input.limit, cursor: input.cursor },
    (part) =>
      ctx.db
        .select({ id: entries.id, type: entries.type, ...part.columns })
        .from(entries)
        .where(part.where)
        .orderBy(...part.orderBy)
        .limit(part.limit),
  );
  const idsOf = (type: string) => page.items.filter((item) => item.type === type).map((item) => item.id);
  const [activities, events] = await Promise.all([
    activitiesById(ctx, idsOf("activity")),
    eventsById(ctx, idsOf("event")),
  ]);
  return {
    nextCursor: page.nextCursor,
    items: page.items.flatMap((item): TimelineEntry[] => {
      const said = activities.get(item.id);
      if (said) return [{ type: "activity", id: said.id, at: said.occursAt, activity: said }];
      const event = events.get(item.id);
      return event ? [event] : [];
    }),
  };
}

const contactsOf = (id: string) => sql`select id from ${contact} where account_id = ${id}`;
const dealsOf = (id: string) => sql`select id from ${deal} where account_id = ${id}`;
const leadsOf = (id: string) => sql`select id from ${lead} where account_id = ${id}`;

function activityOf(id: string): SQL | undefined {
  return or(
    eq(activity.accountId, id),
    sql`${activity.contactId} in (${contactsOf(id)})`,
    sql`${activity.dealId} in (${dealsOf(id)})`,
    sql`${activity.leadId} in (${leadsOf(id)})`,
  );
}

/** Edits of a contact or deal stand on their own page; here only what moves the customer along. */
const silentEvents = ["crm.contact.updated", "crm.deal.updated", "crm.lead.updated"];

function eventOf(id: string): SQL {
  return sql`${auditEvent.entityId} in (
      with recursive family as (
        select id from ${account} where id = ${id}
        union
        select merged.id from ${account} merged join family on merged.merged_into_id = family.id
      )
      select id from family union all ${contactsOf(id)} union all ${dealsOf(id)} union all ${leadsOf(id)}
    ) and ${auditEvent.name} not in ${silentEvents}`;
}

const kinds = { "crm.account": "account", "crm.contact": "contact", "crm.deal": "deal", "crm.lead": "lead" } as const;

export async function eventsById(ctx: ServiceContext, ids: readonly string[]): Promise<Map<string, TimelineEvent>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({
      id: auditEvent.id,
      at: auditEvent.createdAt,
      name: auditEvent.name,
      address: auditEvent.address,
      actorName: auditEvent.actorName,
      payload: auditEvent.payload,
      entityId: auditEvent.entityId,
      recordName: sql<string>`coalesce(${account.name}, ${contact.name}, ${deal.name}, ${lead.name}, '')`,
    })
    .from(auditEvent)
    .leftJoin(account, and(eq(account.tenantId, auditEvent.tenantId), eq(account.id, auditEvent.entityId)))
    .leftJoin(contact, and(eq(contact.tenantId, auditEvent.tenantId), eq(contact.id, auditEvent.entityId)))
    .leftJoin(deal, and(eq(deal.tenantId, auditEvent.tenantId), eq(deal.id, auditEvent.entityId)))
    .leftJoin(lead, and(eq(lead.tenantId, auditEvent.tenantId), eq(lead.id, auditEvent.entityId)))
    .where(inArray(auditEvent.id, [...ids]));
  const payloads = rows.map((row) => row.payload as Record<string, unknown>);
  const names = await namesIn(ctx, payloads);
  return new Map(
    rows.map((row, index) => {
      const kind = kinds[row.address as keyof typeof kinds] ?? "account";
      const record = { kind, id: row.entityId, name: row.recordName };
      const { id, at, name, actorName } = row;
      return [id, { type: "event", id, at, name, actorName, record, payload: payloads[index] ?? {}, names }];
    }),
  );
}

/** History keeps ids, because names change; people read names. */
async function namesIn(
  ctx: ServiceContext,
  payloads: readonly Record<string, unknown>[],
): Promise<Record<string, string>> {
  const idsUnder = (field: string) =>
    payloads.flatMap(({ changes, notKept }) => {
      const change = (changes as Changes | undefined)?.[field];
      const others = (notKept as Record<string, unknown[]> | undefined)?.[field] ?? [];
      return [change?.from, change?.to, ...others].filter((id): id is string => typeof id === "string");
    });
  const named = (table: typeof salesperson | typeof account | typeof contact | typeof product, ids: string[]) =>
    ids.length > 0 ? ctx.db.select({ id: table.id, name: table.name }).from(table).where(inArray(table.id, ids)) : [];
  const found = await Promise.all([
    named(salesperson, idsUnder("ownerId")),
    named(account, [...idsUnder("parentId"), ...idsUnder("accountId")]),
    named(contact, idsUnder("contactId")),
    named(product, idsUnder("productId")),
  ]);
  return Object.fromEntries(found.flat().map(({ id, name }) => [id, name]));
}
