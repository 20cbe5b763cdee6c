import { readFileSync, statSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly PlanNode[];
}

/** How PostgreSQL really read one table while something was asked of it. */
export interface TableReads {
  /** Statements that touched the table, those inside functions included. */
  readonly statements: number;
  readonly sequentialScans: number;
  /** Rows looked at, shown or not. */
  readonly rows: number;
}

/**
 * Lets the server itself explain every statement the application's role sends, with its real plan: generic plans of
 * prepared statements, the policies of the role, and what runs inside functions. Valid for connections made later.
 */
export async function explainEverything(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const [name, value] of Object.entries({
      session_preload_libraries: "auto_explain",
      "auto_explain.log_min_duration": "0",
      "auto_explain.log_analyze": "on",
      "auto_explain.log_timing": "off",
      "auto_explain.log_format": "json",
      "auto_explain.log_nested_statements": "on",
    })) {
      await client.query(`alter role steward_app set ${name} = '${value}'`);
    }
  } finally {
    await client.end();
  }
}

/** Reads of `table` while `work` runs, from the server's log. Nothing else may use the server meanwhile. */
export async function observeReads(logFile: string, table: string, work: () => Promise<unknown>): Promise<TableReads> {
  const start = statSync(logFile).size;
  await work();
  // The server writes the entry before it answers, but through a pipe of its own.
  await delay(100);
  return readsIn(readFileSync(logFile).subarray(start).toString("utf8"), table);
}

/** Reads of `table` according to the plans in a piece of the server's log. */
export function readsIn(log: string, table: string): TableReads {
  const scans = plansIn(log).map((plan) => scansOf(plan, table));
  const all = scans.flat();
  return {
    statements: scans.filter((found) => found.length > 0).length,
    sequentialScans: all.filter((node) => node["Node Type"].includes("Seq Scan")).length,
    rows: all.reduce((sum, node) => sum + rowsRead(node), 0),
  };
}

function rowsRead(node: PlanNode): number {
  const perLoop =
    (node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0);
  return perLoop * (node["Actual Loops"] ?? 1);
}

/** The JSON documents between the log's own lines. */
function plansIn(log: string): PlanNode[] {
  return log
    .split(/plan:\n/)
    .slice(1)
    .map((entry) => {
      const document = entry.slice(0, entry.search(/\n\t?}(\n|$)/) + 3).trim();
      const parsed: { Plan: PlanNode } = JSON.parse(document);
      return parsed.Plan;
    });
}

function scansOf(node: PlanNode, table: string): PlanNode[] {
  const own = node["Relation Name"] === table && node["Node Type"].includes("Scan") ? [node] : [];
  return [...own, ...(node.Plans ?? []).flatMap((child) => scansOf(child, table))];
}
