import { account, importRow } from "@steward/db/schema";
import { inArray, sql } from "drizzle-orm";
import { type ServiceContext, updateMany } from "../../kernel/index.ts";
import { lineageOf } from "../account/tree.ts";
import type { Verdict } from "./judge.ts";
import { keySet, lowerCase } from "./key-set.ts";

/** An account that says which one stands above it. */
interface ParentLink {
  rowId: string;
  entityId: string;
  /** Where another row of the file brings the parent; else it is set already. */
  parentName: string | undefined;
}

const chunkSize = 2_000;

/** Collects what rows say about parents, and settles it when all accounts are there: a parent may come further down. */
export class ParentLinks {
  readonly #links: ParentLink[] = [];

  note(verdicts: readonly Verdict[]): void {
    for (const verdict of verdicts) {
      if (!("draft" in verdict)) continue;
      const { entityId, draft, row } = verdict;
      const { parentName } = draft;
      if (parentName === undefined && draft.columns.parentId === undefined) continue;
      this.#links.push({ rowId: row.id, entityId, parentName });
    }
  }

  /** Sets parents by name; where accounts would stand above themselves, they stay without a parent, and their rows say so. */
  async settle(ctx: ServiceContext): Promise<void> {
    for (let start = 0; start < this.#links.length; start += chunkSize) {
      await this.#setByName(ctx, this.#links.slice(start, start + chunkSize));
    }
    for (let start = 0; start < this.#links.length; start += chunkSize) {
      await breakCircles(ctx, this.#links.slice(start, start + chunkSize));
    }
  }

  async #setByName(ctx: ServiceContext, links: readonly ParentLink[]): Promise<void> {
    const named = links.filter(({ parentName }) => parentName !== undefined);
    if (named.length === 0) return;
    const keys = keySet(named.map(({ parentName = "" }) => lowerCase(parentName)));
    const { rows } = await ctx.db.execute<{ key: string; id: string }>(sql`
      select lower(name) as key, id from ${account} where deleted_at is null and ${keys} ? lower(name) order by id desc`);
    const ids = new Map(rows.map(({ key, id }) => [key, id]));
    const parents = named.flatMap(({ entityId, parentName = "" }) => {
      const parentId = ids.get(lowerCase(parentName));
      return parentId === undefined ? [] : [{ id: entityId, parentId }];
    });
    await updateMany(ctx.db, account, ["parentId"], parents);
    const lost = named.filter(({ parentName = "" }) => !ids.has(lowerCase(parentName)));
    await addReason(ctx, lost, "Parent account: its own row did not come in; left empty");
  }
}

async function breakCircles(ctx: ServiceContext, links: readonly ParentLink[]): Promise<void> {
  const lineage = await lineageOf(
    ctx,
    links.map(({ entityId }) => entityId),
  );
  const circular = links.filter(({ entityId }) => lineage.get(entityId)?.includes(entityId));
  if (circular.length === 0) return;
  await ctx.db
    .update(account)
    .set({ parentId: null })
    .where(
      inArray(
        account.id,
        circular.map(({ entityId }) => entityId),
      ),
    );
  await addReason(ctx, circular, "Parent account: it would stand above itself; left empty");
}

async function addReason(ctx: ServiceContext, links: readonly ParentLink[], reason: string): Promise<void> {
  if (links.length === 0) return;
  await ctx.db
    .update(importRow)
    .set({ reasons: sql`coalesce(${importRow.reasons}, '{}') || ${reason}::text` })
    .where(
      inArray(
        importRow.id,
        links.map(({ rowId }) => rowId),
      ),
    );
}
