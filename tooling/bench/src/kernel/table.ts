import type { Goal, Result } from "./report.ts";

interface Column {
  readonly title: string;
  readonly right?: boolean;
  readonly cell: (result: Result) => string;
}

const columns: readonly Column[] = [
  { title: "measure", cell: ({ name }) => name },
  { title: "value", right: true, cell: formatValue },
  { title: "range", cell: ({ range }) => range?.map(formatNumber).join("–") ?? "" },
  { title: "goal", cell: ({ goal, unit }) => (goal === null ? "" : formatGoal(goal, unit)) },
  { title: "", cell: ({ goal, pass }) => (goal === null ? "" : pass ? "pass" : "MISSED") },
];

/** The rows as aligned text: name, value with its unit, range of its rounds, goal, and a mark where it is missed. */
export function formatTable(results: readonly Result[]): string {
  const shown = columns.filter(({ title }) => title !== "range" || results.some(({ range }) => range));
  const rows = results.map((result) => shown.map(({ cell }) => cell(result)));
  const widths = shown.map(({ title }, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        shown[column]?.right ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [
    line(shown.map(({ title }) => title)),
    line(widths.map((width) => "─".repeat(width))),
    ...rows.map(line),
  ].join("\n");
}

function formatValue({ value, unit }: Result): string {
  if (unit === "holds") return value === 1 ? "yes" : "no";
  return `${formatNumber(value)} ${unit}`.trimEnd();
}

function formatGoal(goal: Goal, unit: string): string {
  if (unit === "holds") return "yes";
  return "atMost" in goal ? `≤ ${formatNumber(goal.atMost)}` : `≥ ${formatNumber(goal.atLeast)}`;
}

/** Three significant digits below a thousand, whole numbers above: more would pretend a precision no run has. */
function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Math.abs(value) >= 1000 || Number.isInteger(value)) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}
