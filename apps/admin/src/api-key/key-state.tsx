import type { ApiKeyState } from "@steward/contracts/org/api-key";
import { StatusBadge, type Tone } from "@steward/ui";

export const keyStateWords: Record<ApiKeyState, { label: string; tone: Tone }> = {
  active: { label: "Active", tone: "success" },
  expired: { label: "Expired", tone: "neutral" },
  revoked: { label: "Revoked", tone: "danger" },
};

/** Whether programs can still come with a key. */
export function KeyStateBadge({ state }: { state: ApiKeyState }) {
  const { label, tone } = keyStateWords[state];
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}
