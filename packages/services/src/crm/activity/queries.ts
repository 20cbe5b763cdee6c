import { notFound, type Page } from "@steward/contracts";
import type {
  ActivityKind,
  CountActivitiesInput,
  CountTasksInput,
  ListActivitiesInput,
  ListTasksInput,
  TaskBucket,
} from "@steward/contracts/crm/activity";
import { keysetPage } from "@steward/db";
import { account, activity, contact, deal, lead, member, salesperson } from "@steward/db/schema";
import { and, count, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { containsText, type ServiceContext, today } from "../../kernel/index.ts";
import type { RecordRef } from "../account/queries.ts";

/** A call, e-mail, meeting, note or task, with the records it hangs on. */
export interface ActivityItem {
  id: string;
  kind: ActivityKind;
  subject: string;
  body: string | null;
  occursAt: Date;
  durationMinutes: number | null;
  dueAt: Date | null;
  doneAt: Date | null;
  owner: RecordRef | null;
  authorName: string | null;
  account: RecordRef | null;
  contact: RecordRef | null;
  deal: RecordRef | null;
  lead: RecordRef | null;
  createdAt: Date;
  version: number;
}

const itemColumns = {
  id: activity.id,
  kind: activity.kind,
  subject: activity.subject,
  body: activity.body,
  occursAt: activity.occursAt,
  durationMinutes: activity.durationMinutes,
  dueAt: activity.dueAt,
  doneAt: activity.doneAt,
  owner: { id: salesperson.id, name: salesperson.name },
  authorName: member.name,
  account: { id: account.id, name: account.name },
  contact: { id: contact.id, name: contact.name },
  deal: { id: deal.id, name: deal.name },
  lead: { id: lead.id, name: lead.name },
  createdAt: activity.createdAt,
  version: activity.version,
};

/** Activities with everything they name; the caller adds filter, order and limit. */
function selectActivities<Extra extends Record<string, SQL>>(ctx: ServiceContext, extra: Extra) {
  return ctx.db
    .select({ ...itemColumns, ...extra })
    .from(activity)
    .leftJoin(salesperson, and(eq(salesperson.tenantId, activity.tenantId), eq(salesperson.id, activity.ownerId)))
    .leftJoin(member, and(eq(member.tenantId, activity.tenantId), eq(member.id, activity.authorId)))
    .leftJoin(account, and(eq(account.tenantId, activity.tenantId), eq(account.id, activity.accountId)))
    .leftJoin(contact, and(eq(contact.tenantId, activity.tenantId), eq(contact.id, activity.contactId)))
    .leftJoin(deal, and(eq(deal.tenantId, activity.tenantId), eq(deal.id, activity.dealId)))
    .leftJoin(lead, and(eq(lead.tenantId, activity.tenantId), eq(lead.id, activity.leadId)))
    .$dynamic();
}

function whereActivities({ search, filter }: CountActivitiesInput): SQL | undefined {
  return and(
    isNull(activity.deletedAt),
    filter.accountId ? eq(activity.accountId, filter.accountId) : undefined,
    filter.contactId ? eq(activity.contactId, filter.contactId) : undefined,
    filter.dealId ? eq(activity.dealId, filter.dealId) : undefined,
    filter.leadId ? eq(activity.leadId, filter.leadId) : undefined,
    filter.ownerId?.length ? inArray(activity.ownerId, filter.ownerId) : undefined,
    filter.kind?.length ? inArray(activity.kind, filter.kind) : undefined,
    containsText(search, activity.subject, activity.body),
  );
}

/** Activities of one record or of all, newest first unless sorted otherwise. */
export async function listActivities(ctx: ServiceContext, input: ListActivitiesInput): Promise<Page<ActivityItem>> {
  const { sort, limit, cursor } = input;
  return keysetPage({ sort, by: activity[sort.field], id: activity.id, limit, cursor }, (part) =>
    selectActivities(ctx, part.columns)
      .where(and(whereActivities(input), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

/** How many activities the same search and filter find. */
export async function countActivities(ctx: ServiceContext, input: CountActivitiesInput): Promise<number> {
  const [row] = await ctx.db.select({ count: count() }).from(activity).where(whereActivities(input));
  return row?.count ?? 0;
}

/** One activity. Throws NOT_FOUND. */
export async function getActivity(ctx: ServiceContext, id: string): Promise<ActivityItem> {
  const [row] = await selectActivities(ctx, {}).where(and(eq(activity.id, id), isNull(activity.deletedAt)));
  if (!row) throw notFound("crm.activity");
  return row;
}

/** Several activities in no particular order; what is not there is left out. */
export async function activitiesById(ctx: ServiceContext, ids: readonly string[]): Promise<Map<string, ActivityItem>> {
  if (ids.length === 0) return new Map();
  const rows = await selectActivities(ctx, {}).where(inArray(activity.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whose tasks: the caller's own unless another salesperson, or `null` for everybody, is named. */
function ownedBy(ctx: ServiceContext, ownerId: CountTasksInput["ownerId"]): SQL | undefined {
  if (ownerId === null) return undefined;
  if (ownerId !== undefined) return eq(activity.ownerId, ownerId);
  return sql`${activity.ownerId} = (
    select ${salesperson.id} from ${salesperson} where ${salesperson.memberId} = ${ctx.actor.memberId})`;
}

/** Midnight of today where the organisation is, or so many days on. */
function midnight(ctx: ServiceContext, daysOn = 0): SQL {
  return sql`((${today(ctx)}::date + ${daysOn}::int)::timestamp at time zone ${ctx.tenant.timeZone})`;
}

function inBucket(ctx: ServiceContext, bucket: TaskBucket): SQL {
  if (bucket === "done") return sql`${isNotNull(activity.doneAt)}`;
  const open = sql`${activity.doneAt} is null and ${activity.dueAt}`;
  if (bucket === "overdue") return sql`${open} < ${midnight(ctx)}`;
  if (bucket === "upcoming") return sql`${open} >= ${midnight(ctx, 1)}`;
  return sql`${open} >= ${midnight(ctx)} and ${activity.dueAt} < ${midnight(ctx, 1)}`;
}

/** What is due, soonest first; what is done, latest first. */
export async function listTasks(ctx: ServiceContext, input: ListTasksInput): Promise<Page<ActivityItem>> {
  const { bucket, limit, cursor } = input;
  const by = bucket === "done" ? activity.doneAt : activity.dueAt;
  const direction = bucket === "done" ? "desc" : "asc";
  const keyset = { sort: { field: bucket, direction }, by, nullable: false, id: activity.id, limit, cursor } as const;
  return keysetPage(keyset, (part) =>
    selectActivities(ctx, part.columns)
      .where(and(isNull(activity.deletedAt), ownedBy(ctx, input.ownerId), inBucket(ctx, bucket), part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
}

export type TaskCounts = Record<TaskBucket, number>;

/** How much is overdue, due today, due later and done, in one statement. */
export async function countTasks(ctx: ServiceContext, input: CountTasksInput): Promise<TaskCounts> {
  const counted = (bucket: TaskBucket) => sql<number>`(count(*) filter (where ${inBucket(ctx, bucket)}))::int`;
  const [row] = await ctx.db
    .select({
      overdue: counted("overdue"),
      today: counted("today"),
      upcoming: counted("upcoming"),
      done: counted("done"),
    })
    .from(activity)
    .where(and(isNull(activity.deletedAt), ownedBy(ctx, input.ownerId)));
  return row ?? { overdue: 0, today: 0, upcoming: 0, done: 0 };
}
