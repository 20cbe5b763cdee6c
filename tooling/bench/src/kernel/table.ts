import type { Goal, Result } from "./report.ts";

/** The rows as aligned text: name, value with its unit, goal, and a mark where the goal is missed. */
export function formatTable(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.name,
    formatValue(result),
    result.goal === null ? "" : formatGoal(result.goal, result.unit),
    result.goal === null ? "" : result.pass ? "pass" : "MISSED",
  ]);
  const header = ["measure", "value", "goal", ""];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 1 ? cell.padStart(widths[1] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  return [line(header), line(widths.map((width) => "─".repeat(width))), ...rows.map(line)].join("\n");
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
