import { expect, it } from "vitest";
import { readsIn } from "./plans.ts";

const entry = (plan: object) =>
  `2026-11-20 12:00:00.000 UTC [42] LOG:  duration: 0.113 ms  plan:\n\t${JSON.stringify(
    { "Query Text": 'select "{" from x', Plan: plan },
    null,
    2,
  ).replaceAll("\n", "\n\t")}\n2026-11-20 12:00:00.001 UTC [42] LOG:  something else\n`;

const indexScan = {
  "Node Type": "Limit",
  Plans: [
    { "Node Type": "Index Scan", "Relation Name": "crm_account", "Actual Rows": 51, "Actual Loops": 1 },
    { "Node Type": "Seq Scan", "Relation Name": "crm_salesperson", "Actual Rows": 20, "Actual Loops": 1 },
  ],
};
const sequentialScan = {
  "Node Type": "Gather",
  Plans: [
    {
      "Node Type": "Parallel Seq Scan",
      "Relation Name": "crm_account",
      "Actual Rows": 10,
      "Actual Loops": 3,
      "Rows Removed by Filter": 3000,
    },
  ],
};

it("counts the statements, sequential scans and rows of one table", () => {
  expect(readsIn(entry(indexScan), "crm_account")).toEqual({ statements: 1, sequentialScans: 0, rows: 51 });
  expect(readsIn(entry(indexScan) + entry(sequentialScan), "crm_account")).toEqual({
    statements: 2,
    sequentialScans: 1,
    rows: 51 + 3 * 3010,
  });
  expect(readsIn(entry(sequentialScan), "crm_contact")).toEqual({ statements: 0, sequentialScans: 0, rows: 0 });
});
