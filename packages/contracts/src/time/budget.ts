import { z } from "zod";
import { idSchema } from "../kernel/list.ts";

export const listBudgetsInput = z.object({ projectIds: z.array(idSchema).max(100) });
export type ListBudgetsInput = z.infer<typeof listBudgetsInput>;

/** What was logged on a project, beside what it may take. */
export interface ProjectBudget {
  projectId: string;
  /** Whether the time is everybody's; for who neither leads the project nor sees others' time it is their own. */
  isWhole: boolean;
  minutes: number;
  /** Null where nobody has said. */
  budgetMinutes: number | null;
  /** What the billable time is worth, at the rates it was logged with; null for those who do not lead the project. */
  money: BudgetMoney | null;
}

export interface BudgetMoney {
  amountMinor: number;
  budgetMinor: number | null;
  currency: string;
  /** Billable time that is in none of this: logged without a rate, or in another currency. */
  unpricedMinutes: number;
}
