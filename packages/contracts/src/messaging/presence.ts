import { z } from "zod";
import { idSchema } from "../kernel/list.ts";
import { definePermissions } from "../kernel/permission.ts";
import { roles } from "../kernel/role.ts";

/** `away`: a window is open, and nobody has touched it for a while. */
export const presenceStates = ["online", "away", "offline"] as const;
export type PresenceState = (typeof presenceStates)[number];

export const presencePermissions = definePermissions("messaging.presence", {
  read: { description: "See who of their colleagues is there, and be seen", roles },
});

/** A window says this often that it is there. */
export const presenceBeatMs = 20_000;
/** Whoever has not been heard of for this long is not there: two beats may be lost, a third may be late. */
export const presenceTtlMs = 65_000;

/** Each window speaks for itself: whoever is away in one and there in another is there. `offline` is its farewell. */
export const presenceBeatInput = z.object({
  state: z.enum(presenceStates).default("online"),
  windowId: idSchema.optional(),
});
export type PresenceBeatInput = z.infer<typeof presenceBeatInput>;

export const listPresenceInput = z.object({ memberIds: z.array(idSchema).max(200) });
export type ListPresenceInput = z.infer<typeof listPresenceInput>;

export interface PresenceItem {
  memberId: string;
  state: PresenceState;
  /** To within five minutes; null where they never were. */
  lastSeenAt: Date | null;
}

/** A signal to all colleagues when somebody comes, goes or is away: its state is theirs, `entityId` their own id. */
export const presenceSignal = "messaging.presence.changed";
