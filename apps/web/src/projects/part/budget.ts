import type { ProjectBudget } from "@steward/contracts/time/budget";

/** By how much more was used than there is; nothing where nobody has said how much there is. */
export const overBudget = (used: number, planned: number | null): number =>
  planned === null ? 0 : Math.max(0, used - planned);

/** Which of a project's budgets is nearer to its end, for where there is room for one; null where it has none. */
export function tighterBudget({ minutes, budgetMinutes, money }: ProjectBudget): "hours" | "money" | null {
  const hours = budgetMinutes === null ? -1 : share(minutes, budgetMinutes);
  const amount = money?.budgetMinor == null ? -1 : share(money.amountMinor, money.budgetMinor);
  if (hours < 0 && amount < 0) return null;
  return amount > hours ? "money" : "hours";
}

/** Of a budget of nothing everything is too much. */
const share = (used: number, planned: number): number => {
  if (planned > 0) return used / planned;
  return used > 0 ? Number.POSITIVE_INFINITY : 0;
};
