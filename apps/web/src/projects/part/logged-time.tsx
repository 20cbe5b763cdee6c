"use client";

import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { BudgetBar } from "./budget-bar.tsx";
import { minutesText } from "./minutes.ts";

interface LoggedTimeProps {
  taskId: string;
  /** What it was to take; null where nobody has said. */
  planned: number | null;
  label: string;
}

/** How much time a task took, beside what was planned. Who does not see everybody's time sees their own, and is told so. */
export function LoggedTime({ taskId, planned, label }: LoggedTimeProps) {
  const seesAll = useMay()("time.entry.manage");
  const { data } = trpc.time.entry.count.useQuery({ filter: { taskId } });
  if (!data) return null;
  return (
    <BudgetBar
      label={label}
      used={data.minutes}
      planned={planned}
      text={minutesText}
      whose={seesAll ? "" : " by you"}
      what="estimate"
    />
  );
}
