import type { ImportKind } from "@steward/contracts/crm/import";
import { uuidv7 } from "@steward/db";
import { dealStage, importRow, location } from "@steward/db/schema";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { insertMany, type ServiceContext, updateMany } from "../../kernel/index.ts";
import { changeStages, leaveStages } from "../deal/history.ts";
import { type JournalEntry, writeJournal } from "./journal.ts";
import type { ExistingRecord, Verdict } from "./judge.ts";
import type { Columns, KindRules, Setting } from "./kinds/kind-rules.ts";

type Written = Extract<Verdict, { draft: unknown }>;
type Created = Extract<Verdict, { fate: "created" }>;
interface Change {
  verdict: Written;
  existing: ExistingRecord;
  /** The record as it will be. */
  record: ExistingRecord;
}

const changed = [sql`version = version + 1`, sql`updated_at = now()`];

/** Carries out the verdicts of one batch by a handful of statements, however many rows there are. */
export async function applyVerdicts(
  ctx: ServiceContext,
  setting: Setting,
  rules: KindRules,
  verdicts: readonly Verdict[],
): Promise<void> {
  const created = verdicts.filter((verdict) => verdict.fate === "created");
  const changes = verdicts.flatMap((verdict) => changeOf(rules, verdict));
  await insertRecords(ctx, setting, rules, created);
  await updateRecords(ctx, setting, rules, changes);
  if (setting.plan.kind === "account") await writePlaces(ctx, setting, created, changes);
  await recordRows(ctx, verdicts);
}

function changeOf(rules: KindRules, verdict: Verdict): Change[] {
  if (verdict.fate !== "updated" || !verdict.existing) return [];
  const { existing, draft } = verdict;
  const record = { ...existing, ...draft.columns };
  return [{ verdict, existing, record: { ...record, ...rules.derived(record) } }];
}

async function insertRecords(
  ctx: ServiceContext,
  setting: Setting,
  rules: KindRules,
  created: readonly Created[],
): Promise<void> {
  const { kind, importId } = setting.plan;
  const rows = created.map(({ entityId, draft }) => {
    const record: Columns = { ...rules.defaults(setting, draft), ...draft.columns };
    return { id: entityId, ...record, ...rules.derived(record) };
  });
  await insertMany(ctx.db, rules.table, rows);
  if (kind === "deal") await beginHistory(ctx, rows);
  await writeJournal(
    ctx.db,
    importId,
    rows.map(({ id }) => ({ kind, entityId: id, action: "created", entityVersion: 1 })),
  );
}

async function updateRecords(
  ctx: ServiceContext,
  setting: Setting,
  rules: KindRules,
  changes: readonly Change[],
): Promise<void> {
  const { kind, importId } = setting.plan;
  const fields = [
    ...new Set(
      changes.flatMap(({ verdict, record }) => [
        ...Object.keys(verdict.draft.columns),
        ...Object.keys(rules.derived(record)),
      ]),
    ),
  ];
  const records = changes.map(({ record }) => record);
  if (fields.length > 0) await updateMany(ctx.db, rules.table, fields, records, changed);
  const histories = kind === "deal" ? await continueHistory(ctx, changes) : new Map<string, object[]>();
  const entries = changes.map(({ existing, verdict }): JournalEntry => {
    // Its parent may be set later, when all accounts are there.
    const later = verdict.draft.parentName === undefined ? [] : ["parentId"];
    const before = Object.fromEntries(
      ["version", ...fields, ...later].map((field) => [field, existing[field] ?? null]),
    );
    const history = histories.get(existing.id);
    if (history) before.history = history;
    return { kind, entityId: existing.id, action: "updated", entityVersion: existing.version + 1, before };
  });
  await writeJournal(ctx.db, importId, entries);
}

/** The history of deals that come with theirs: from the day they were opened to the day they were closed. */
async function beginHistory(ctx: ServiceContext, deals: readonly Columns[]): Promise<void> {
  const rows = deals.map(({ id, stageId, openedOn, closedOn }) => ({
    id: uuidv7(),
    dealId: id,
    stageId,
    openedOn: openedOn ?? closedOn ?? null,
    closedOn: closedOn ?? null,
  }));
  if (rows.length === 0) return;
  const startOf = (day: string) => sql`(${sql.raw(day)}::timestamp at time zone ${ctx.tenant.timeZone})`;
  await ctx.db.execute(sql`
    insert into ${dealStage} (id, deal_id, stage_id, entered_at, left_at)
    select id, "dealId", "stageId", entered, case when "closedOn" is not null then greatest(${startOf('"closedOn"')}, entered) end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(id uuid, "dealId" uuid, "stageId" uuid, "openedOn" date, "closedOn" date),
      lateral (select coalesce(least(${startOf('"openedOn"')}, clock_timestamp()), clock_timestamp()) as entered) begun`);
}

/**
 * Deals that move, end or begin anew by an import do so today, as if somebody had done it by hand. Answers their
 * history as it was, by deal.
 */
async function continueHistory(ctx: ServiceContext, changes: readonly Change[]): Promise<Map<string, object[]>> {
  const idsBy = new Map<string, string[]>();
  const ended: string[] = [];
  for (const { existing, record } of changes) {
    const [wasOpen, isOpen] = [existing.status === "open", record.status === "open"];
    if (wasOpen && !isOpen) ended.push(record.id);
    if (!isOpen || (wasOpen && existing.stageId === record.stageId)) continue;
    const stageId = String(record.stageId);
    idsBy.set(stageId, [...(idsBy.get(stageId) ?? []), record.id]);
  }
  const histories = await historiesOf(ctx, [...ended, ...[...idsBy.values()].flat()]);
  if (ended.length > 0) await leaveStages(ctx, ended);
  for (const [stageId, ids] of idsBy) await changeStages(ctx, ids, stageId);
  return histories;
}

async function historiesOf(ctx: ServiceContext, dealIds: readonly string[]): Promise<Map<string, object[]>> {
  const histories = new Map<string, object[]>(dealIds.map((id) => [id, []]));
  if (dealIds.length === 0) return histories;
  const rows = await ctx.db
    .select({
      id: dealStage.id,
      dealId: dealStage.dealId,
      stageId: dealStage.stageId,
      // As text: a Date would lose the microseconds.
      createdAt: sql<string>`${dealStage.createdAt}::text`,
      enteredAt: sql<string>`${dealStage.enteredAt}::text`,
      leftAt: sql<string | null>`${dealStage.leftAt}::text`,
    })
    .from(dealStage)
    .where(inArray(dealStage.dealId, [...dealIds]));
  for (const row of rows) histories.get(row.dealId)?.push(row);
  return histories;
}

const placeFields = ["line1", "city", "region", "postcode", "country"];

/** An account's address is its main location: a new one, or the one that is there. */
async function writePlaces(
  ctx: ServiceContext,
  { plan }: Setting,
  created: readonly Created[],
  changes: readonly Change[],
): Promise<void> {
  const wanted = [...created, ...changes.map(({ verdict }) => verdict)].flatMap(({ entityId, draft }) =>
    draft.place ? [{ accountId: entityId, place: draft.place }] : [],
  );
  if (wanted.length === 0) return;
  const there = await ctx.db
    .select()
    .from(location)
    .where(
      and(
        inArray(
          location.accountId,
          changes.map(({ existing }) => existing.id),
        ),
        eq(location.primary, true),
        isNull(location.deletedAt),
      ),
    )
    .for("update");
  const news: Columns[] = [];
  const updates: (typeof location.$inferSelect)[] = [];
  const entries: JournalEntry[] = [];
  for (const { accountId, place } of wanted) {
    const known = there.find((each) => each.accountId === accountId);
    if (known) {
      updates.push({ ...known, ...place });
      const before = Object.fromEntries(["version", ...placeFields].map((field) => [field, Reflect.get(known, field)]));
      entries.push({
        kind: "location",
        entityId: known.id,
        action: "updated",
        entityVersion: known.version + 1,
        before,
      });
    } else {
      const id = uuidv7();
      news.push({ id, accountId, name: "Main office", primary: true, ...place });
      entries.push({ kind: "location", entityId: id, action: "created", entityVersion: 1 });
    }
  }
  await insertMany(ctx.db, location, news);
  await updateMany(ctx.db, location, placeFields, updates, changed);
  await writeJournal(ctx.db, plan.importId, entries);
}

async function recordRows(ctx: ServiceContext, verdicts: readonly Verdict[]): Promise<void> {
  const rows = verdicts.map((verdict) => {
    const { row, fate } = verdict;
    const reasons = fate === "failed" ? row.failures : fate === "skipped" ? row.skips : row.notes;
    return {
      id: row.id,
      status: fate,
      reasons: reasons.length > 0 ? reasons : null,
      entityId: "entityId" in verdict ? verdict.entityId : null,
    };
  });
  await updateMany(ctx.db, importRow, ["status", "reasons", "entityId"], rows);
}

/** Kinds whose new records belong to the person who imports, unless a column says otherwise. */
export const ownedKinds: ReadonlySet<ImportKind> = new Set(["account", "contact", "deal"]);
