import type { DigestRhythm, QuietHours } from "@steward/contracts/notifications/preference";
import { notificationSetting } from "@steward/db/schema";
import { and, eq } from "drizzle-orm";
import type { EventContext, ServiceContext } from "../kernel/index.ts";
import { afterQuietHours, nextDigest } from "./clock.ts";

/** When somebody wants to be told outside the workspace. */
export interface Wishes {
  readonly digest: DigestRhythm;
  readonly quietHours: QuietHours | null;
  /** The member's own, else the organisation's. */
  readonly timeZone: string;
}

type SettingRow = Pick<typeof notificationSetting.$inferSelect, "digest" | "quietFrom" | "quietUntil" | "timeZone">;

/** What somebody chose, or what holds for those who have not. */
export function wishesOf({ tenant }: Pick<ServiceContext, "tenant">, row: SettingRow | undefined): Wishes {
  const { quietFrom: from, quietUntil: until } = row ?? {};
  return {
    digest: row?.digest ?? "off",
    quietHours: from && until ? { from, until } : null,
    timeZone: row?.timeZone ?? tenant.timeZone,
  };
}

/** Whoever sits before the screen reads it there; it is not also sent. */
const graceMs = { email: 2 * 60_000, push: 5_000 } as const;
export type OutsideChannel = keyof typeof graceMs;

/** When what came up now is to be sent. */
export function dueAt(channel: OutsideChannel, now: Date, { digest, quietHours, timeZone }: Wishes): Date {
  const planned =
    channel === "email" && digest !== "off"
      ? nextDigest(now, digest, timeZone)
      : new Date(now.getTime() + graceMs[channel]);
  return afterQuietHours(planned, quietHours, timeZone);
}

/** The member's row of settings, locked until the transaction ends. */
export async function lockSetting({ db }: Pick<EventContext, "db">, memberId: string) {
  const [row] = await db
    .select()
    .from(notificationSetting)
    .where(and(eq(notificationSetting.memberId, memberId)))
    .for("update");
  return row;
}
