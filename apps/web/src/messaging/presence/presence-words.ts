import type { PresenceState } from "@steward/contracts/messaging/presence";

export const stateWords: Readonly<Record<PresenceState, string>> = {
  online: "Online",
  away: "Away",
  offline: "Offline",
};
