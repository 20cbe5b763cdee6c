import type { TenantState } from "@steward/contracts/operator/tenant";
import { StatusBadge, type Tone } from "@steward/ui";

interface Lifecycle {
  suspendedAt: Date | null;
  purgeAfter: Date | null;
}

export const tenantStateLabels: Record<TenantState, string> = {
  active: "Active",
  suspended: "Suspended",
  beingRemoved: "Being removed",
};

const tones: Record<TenantState, Tone> = { active: "success", suspended: "danger", beingRemoved: "warning" };

/** Whether an organisation's members can work in it. */
export function TenantStateBadge({ suspendedAt, purgeAfter }: Lifecycle) {
  const state = suspendedAt ? "suspended" : purgeAfter ? "beingRemoved" : "active";
  return <StatusBadge tone={tones[state]}>{tenantStateLabels[state]}</StatusBadge>;
}
