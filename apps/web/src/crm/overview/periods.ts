import { monthStart } from "@steward/contracts/kernel/day";

/** Months from `from` to `to`, both first days and both included. */
export interface Period {
  value: string;
  label: string;
  from: string;
  to: string;
  wonCount: number;
}

/** The periods worth choosing: the last twelve months, each year in which something closed, and all of it. */
export function periodsOf(months: readonly { month: string; wonCount: number }[], thisMonth: string): Period[] {
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))].sort().reverse();
  const wonIn = (from: string, to: string) =>
    months.filter(({ month }) => month >= from && month <= to).reduce((sum, month) => sum + month.wonCount, 0);
  const period = (value: string, label: string, from: string, to: string): Period => ({
    value,
    label,
    from,
    to,
    wonCount: wonIn(from, to),
  });
  return [
    period("latest", "Last 12 months", monthStart(thisMonth, -11), thisMonth),
    ...years.map((year) => period(year, year, `${year}-01-01`, `${year}-12-01`)),
    period("all", "All time", "0000-01-01", "9999-12-01"),
  ];
}
