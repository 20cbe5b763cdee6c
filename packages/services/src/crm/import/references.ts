import { type ImportReference, importReferences, isImportReference } from "@steward/contracts/crm/import-fields";
import { type TenantDb, uuidv7 } from "@steward/db";
import { account, contact, product, salesperson, stage } from "@steward/db/schema";
import { type SQL, sql } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import { createReferences, type NewReference } from "./create-reference.ts";
import { keySet, lowerCase } from "./key-set.ts";
import { choicesOf, type ImportPlan } from "./plan.ts";
import type { ReadRow } from "./read-row.ts";
import { readOutcome } from "./values/cell.ts";

/** What a name in a cell turned out to mean. */
export type Resolution =
  | { is: "record"; id: string; name: string }
  | { is: "outcome"; status: "won" | "lost" }
  /** Another row of the same file brings the record. */
  | { is: "inFile" }
  | { is: "create" }
  | { is: "empty" }
  | { is: "skip" }
  | { is: "unknown" }
  | { is: "ambiguous"; count: number };

interface Candidate extends Record<string, unknown> {
  keys: (string | null)[];
  id: string;
  name: string;
}

/** Records that are called by one of the keys, by name or by what else names them. */
const called: Readonly<Record<ImportReference, (keys: SQL, pipelineId: string | null) => SQL>> = {
  account: (keys) => sql`select id, name, array[lower(name)] as keys from ${account}
    where deleted_at is null and ${keys} ? lower(name)`,
  contact: (keys) => sql`select id, name, lower(name) || emails as keys from ${contact}
    where deleted_at is null and (${keys} ? lower(name) or ${keys} ?| emails)`,
  product: (keys) => sql`select id, name, array[lower(name), lower(sku)] as keys from ${product}
    where ${keys} ? lower(name) or ${keys} ? lower(sku)`,
  salesperson: (keys) => sql`select id, name, array[lower(name), lower(email)] as keys from ${salesperson}
    where ${keys} ? lower(name) or ${keys} ? lower(email)`,
  stage: (keys, pipelineId) => sql`select id, name, array[lower(name)] as keys from ${stage}
    where deleted_at is null and pipeline_id = ${pipelineId}::uuid and ${keys} ? lower(name)`,
};

const tables = { account, contact, product, salesperson, stage };

/** Names of records by id; those that are not there, or no longer, are left out. */
export async function namesOf(
  db: Pick<TenantDb, "execute">,
  type: ImportReference,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const live = "deletedAt" in tables[type] ? sql` and t.deleted_at is null` : sql``;
  const { rows } = await db.execute<{ id: string; name: string }>(
    sql`select t.id, t.name from ${tables[type]} t where t.id = any(${sql.param([...ids])}::uuid[])${live}`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

interface Question {
  field: string;
  type: ImportReference;
  text: string;
}

/** What the contracts allow as a name; a longer text is no name. */
const maxNewName: Readonly<Record<ImportReference, number>> = {
  account: 200,
  contact: 100,
  product: 200,
  salesperson: 200,
  stage: 80,
};

/** What a name stands for under the person's choices, and whether it did by itself. */
export interface Meaning {
  resolution: Resolution;
  matched: boolean;
}

/**
 * Finds out what the names in the rows' cells mean, by the person's choices and by what is stored, and remembers it for
 * later rows. With `creating`, what shall be created means its record at once, and `create` creates it.
 */
export class ReferenceResolver {
  readonly #ctx: ServiceContext;
  readonly #plan: ImportPlan;
  readonly #pipelineId: string | null;
  readonly #namesInFile: ReadonlySet<string>;
  readonly #creating: boolean;
  readonly #known = new Map<string, Map<string, Meaning>>();
  /** Records to be created as soon as a row needs them. */
  readonly #promised = new Map<string, NewReference & { type: ImportReference }>();

  constructor(
    ctx: ServiceContext,
    plan: ImportPlan,
    rest: { pipelineId: string | null; namesInFile: ReadonlySet<string>; creating: boolean },
  ) {
    this.#ctx = ctx;
    this.#plan = plan;
    this.#pipelineId = rest.pipelineId;
    this.#namesInFile = rest.namesInFile;
    this.#creating = rest.creating;
  }

  /** What a name means; `resolve` must have seen its row. */
  get(field: string, text: string): Meaning {
    return this.#known.get(field)?.get(text) ?? { resolution: { is: "unknown" }, matched: false };
  }

  async resolve(rows: readonly ReadRow[]): Promise<void> {
    for (const { field } of this.#plan.columns) {
      if (!isImportReference(field.type)) continue;
      const known = this.#known.get(field.name) ?? new Map<string, Meaning>();
      this.#known.set(field.name, known);
      const texts = new Set(rows.flatMap(({ names }) => names[field.name] ?? []));
      const fresh = [...texts].filter((text) => !known.has(text));
      if (fresh.length > 0) await this.#learn(field.name, field.type, fresh, known);
    }
  }

  async #learn(
    field: string,
    type: ImportReference,
    texts: readonly string[],
    known: Map<string, Meaning>,
  ): Promise<void> {
    const candidates = await this.#candidates(type, texts);
    const chosen = await this.#chosen(field, type, texts);
    for (const text of texts) {
      const match = this.#match({ field, type, text }, candidates.get(lowerCase(text)) ?? []);
      const decided = this.#decided(field, text, chosen);
      const resolution =
        decided ?? match ?? this.#unmatched(field, type, text, candidates.get(lowerCase(text))?.length ?? 0);
      const meant = this.#creating && resolution.is === "create" ? this.#promise(type, text) : resolution;
      known.set(text, { resolution: meant, matched: match !== undefined });
    }
  }

  /** The record a name will mean once a row that has it comes in; spellings that differ in case are one. */
  #promise(type: ImportReference, text: string): Resolution {
    const key = `${type} ${lowerCase(text)}`;
    const promised = this.#promised.get(key) ?? { type, id: uuidv7(), name: text };
    this.#promised.set(key, promised);
    return { is: "record", id: promised.id, name: promised.name };
  }

  /** Creates what the rows name and nobody has: only for rows that come in, or failed ones would leave their names behind. */
  async create(rows: readonly ReadRow[]): Promise<void> {
    if (this.#promised.size === 0) return;
    const wanted = new Set<string>();
    for (const { field } of this.#plan.columns) {
      for (const { names } of isImportReference(field.type) ? rows : []) {
        const name = names[field.name];
        const resolution = name === undefined ? undefined : this.get(field.name, name).resolution;
        if (resolution?.is === "record") wanted.add(resolution.id);
      }
    }
    const due = [...this.#promised].filter(([, { id }]) => wanted.has(id));
    for (const type of importReferences) {
      const news = due.flatMap(([, { id, name, ...each }]) => (each.type === type ? { id, name } : []));
      if (news.length > 0) await createReferences(this.#ctx, this.#plan, type, news, this.#pipelineId);
    }
    for (const [key] of due) this.#promised.delete(key);
  }

  /** What a person chose for exactly this value. */
  #decided(field: string, text: string, chosen: ReadonlyMap<string, string>): Resolution | undefined {
    const choice = choicesOf(this.#plan, field).values[text];
    if (!choice) return undefined;
    if (choice.action === "won" || choice.action === "lost") return { is: "outcome", status: choice.action };
    if (choice.action !== "use") return { is: choice.action };
    const name = chosen.get(choice.id);
    return name === undefined ? { is: "unknown" } : { is: "record", id: choice.id, name };
  }

  /** What the value means by itself. */
  #match({ field, type, text }: Question, found: readonly Candidate[]): Resolution | undefined {
    const outcome = type === "stage" ? readOutcome(text) : undefined;
    if (outcome === "won" || outcome === "lost") return { is: "outcome", status: outcome };
    const [first] = found;
    if (first && found.length === 1) return { is: "record", id: first.id, name: first.name };
    return field === "parent" && this.#namesInFile.has(lowerCase(text)) ? { is: "inFile" } : undefined;
  }

  #unmatched(field: string, type: ImportReference, text: string, found: number): Resolution {
    const { others } = choicesOf(this.#plan, field);
    // One more of the same name would only make it worse.
    if (found > 1 && (others ?? "create") === "create") return { is: "ambiguous", count: found };
    if (others === "create" && text.length > maxNewName[type]) return { is: "unknown" };
    return { is: others ?? "unknown" };
  }

  /** Names of the records a person chose for values, as far as they are still there. */
  async #chosen(field: string, type: ImportReference, texts: readonly string[]): Promise<Map<string, string>> {
    const { values } = choicesOf(this.#plan, field);
    const ids = texts.flatMap((text) => {
      const choice = values[text];
      return choice?.action === "use" ? choice.id : [];
    });
    return ids.length === 0 ? new Map() : namesOf(this.#ctx.db, type, ids);
  }

  /** By name in lower case, oldest first. */
  async #candidates(type: ImportReference, texts: readonly string[]): Promise<Map<string, Candidate[]>> {
    const wanted = new Set(texts.map(lowerCase));
    const { rows } = await this.#ctx.db.execute<Candidate>(
      sql`select * from (${called[type](keySet(wanted), this.#pipelineId)}) t order by id`,
    );
    const found = new Map<string, Candidate[]>();
    for (const row of rows) {
      for (const key of new Set(row.keys)) {
        if (key !== null && wanted.has(key)) found.set(key, [...(found.get(key) ?? []), row]);
      }
    }
    return found;
  }
}
