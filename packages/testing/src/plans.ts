import pg from "pg";
import { expect, vi } from "vitest";
import type { Acting, ActingContext } from "./acting.ts";

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly PlanNode[];
}

/** How PostgreSQL really read one table. */
interface Reads {
  /** Statements that touched it, those inside functions included. */
  readonly statements: number;
  readonly sequentialScans: number;
  /** Rows looked at, shown or not. */
  readonly rows: number;
  /** Rows of the largest sort, whatever was sorted. */
  readonly sorted: number;
}

/**
 * Has the server explain every statement that the application's role sends to a database, with its real plan: policies,
 * prepared statements and what runs inside functions. Valid for connections made later.
 */
export async function explainEverything(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const name = owner.escapeIdentifier(owner.database ?? "");
    for (const [setting, value] of Object.entries({
      session_preload_libraries: "auto_explain",
      "auto_explain.log_min_duration": "0",
      "auto_explain.log_analyze": "on",
      "auto_explain.log_timing": "off",
      "auto_explain.log_format": "json",
      "auto_explain.log_nested_statements": "on",
      // Told to whoever asked, who need not look for it in the server's log.
      "auto_explain.log_level": "notice",
    })) {
      await owner.query(`alter role steward_app in database ${name} set ${setting} = '${value}'`);
    }
  } finally {
    await owner.end();
  }
}

/** Often enough that a prepared statement gets its generic plan, too. */
const times = 7;

/**
 * Makes sure that a look finds its rows of `table` by an index: each time it looks at fewer than so many and sorts fewer, and
 * it never reads the table through. Its database was opened after `explainEverything`.
 */
export async function expectFew(
  acting: Acting,
  table: string,
  rows: number,
  look: (ctx: ActingContext) => Promise<unknown>,
): Promise<void> {
  const reads = await readsOf(table, async () => {
    for (let time = 0; time < times; time += 1) await acting.read(look);
  });
  expect(reads.statements).toBeGreaterThanOrEqual(times);
  expect(reads.sequentialScans).toBe(0);
  expect(reads.rows / times).toBeLessThan(rows);
  expect(reads.sorted).toBeLessThan(rows);
}

/** What `work` read of `table`. Nothing else may use a database meanwhile. */
async function readsOf(table: string, work: () => Promise<unknown>): Promise<Reads> {
  const plans: PlanNode[] = [];
  const emit = pg.Client.prototype.emit;
  const spy = vi.spyOn(pg.Client.prototype, "emit").mockImplementation(function (this: pg.Client, ...args) {
    const [event, notice] = args;
    if (event === "notice" && typeof notice?.message === "string") plans.push(...planIn(notice.message));
    return Reflect.apply(emit, this, args);
  });
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  const found = plans.map(nodesOf);
  const scans = found.map((nodes) => nodes.filter((node) => node["Relation Name"] === table && isScan(node)));
  const sorts = found.flat().filter((node) => node["Node Type"].includes("Sort"));
  return {
    statements: scans.filter((nodes) => nodes.length > 0).length,
    sequentialScans: scans.flat().filter((node) => node["Node Type"].includes("Seq Scan")).length,
    rows: scans.flat().reduce((sum, node) => sum + rowsOf(node), 0),
    sorted: Math.max(0, ...sorts.flatMap((node) => (node.Plans ?? []).map(rowsOf))),
  };
}

function planIn(message: string): PlanNode[] {
  const [, document] = /plan:\n([\s\S]*)$/.exec(message) ?? [];
  if (document === undefined) return [];
  const parsed: { Plan: PlanNode } = JSON.parse(document);
  return [parsed.Plan];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const isScan = (node: PlanNode): boolean => node["Node Type"].includes("Scan");

const rowsOf = (node: PlanNode): number =>
  ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)) *
  (node["Actual Loops"] ?? 1);
