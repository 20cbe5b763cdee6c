import type { ImportReference } from "@steward/contracts/crm/import-fields";
import { searchIds } from "@steward/db";
import { account, contact, product, salesperson, stage } from "@steward/db/schema";
import { type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { namesOf } from "./references.ts";

/** A record that is probably meant. */
export interface Suggestion {
  id: string;
  name: string;
  /** Whether the two differ in spaces, punctuation and case only. */
  close: boolean;
}

/** Values for which large tables are searched: each is a search of its own. */
const maxSearched = 40;
const minSimilarity = 0.3;

/** `GTXPro` and `gtx-pro` are the same letters. */
const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/** For each text the record whose name resembles it most, if any does. */
export async function suggest(
  ctx: ServiceContext,
  type: ImportReference,
  texts: readonly string[],
  pipelineId: string | null,
): Promise<Map<string, Suggestion>> {
  if (texts.length === 0) return new Map();
  const found =
    type === "account" || type === "contact"
      ? await searched(ctx, type, texts.slice(0, maxSearched))
      : await compared(ctx, type, texts, pipelineId);
  return new Map(
    [...found].map(([text, { id, name }]) => [text, { id, name, close: letters(text) === letters(name) }]),
  );
}

interface Named {
  id: string;
  name: string;
}

/** By the search index: an organisation has many accounts and contacts. */
async function searched(
  ctx: ServiceContext,
  type: "account" | "contact",
  texts: readonly string[],
): Promise<Map<string, Named>> {
  const table = type === "account" ? account : contact;
  const hits = await Promise.all(texts.map((text) => searchIds(ctx.db, table, text, 1)));
  const names = await namesOf(
    ctx.db,
    type,
    hits.flatMap(([hit]) => hit?.id ?? []),
  );
  return new Map(
    texts.flatMap((text, index) => {
      const id = hits[index]?.[0]?.id;
      const name = id === undefined ? undefined : names.get(id);
      return id === undefined || name === undefined ? [] : [[text, { id, name }] satisfies [string, Named]];
    }),
  );
}

const small = { product, salesperson, stage };

/** By comparing with each: there are a few hundred at most. */
async function compared(
  ctx: ServiceContext,
  type: keyof typeof small,
  texts: readonly string[],
  pipelineId: string | null,
): Promise<Map<string, Named>> {
  const live: SQL = type === "stage" ? sql`t.deleted_at is null and t.pipeline_id = ${pipelineId}::uuid` : sql`true`;
  const { rows } = await ctx.db.execute<{ text: string; id: string; name: string }>(sql`
    select given.text, best.id, best.name
    from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb) as given(text),
      lateral (
        select t.id, t.name, similarity(lower(t.name), lower(given.text)) as likeness
        from ${small[type]} t where ${live} order by likeness desc, t.id limit 1
      ) best
    where best.likeness >= ${minSimilarity}`);
  return new Map(rows.map(({ text, id, name }) => [text, { id, name }]));
}
