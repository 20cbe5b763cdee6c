import type { AccessChange } from "@steward/contracts/auth/access-change";
import type { SystemDb } from "@steward/db/system";
import { announceAccessChange } from "./access-change.ts";
import { type AuthPlatform, authState } from "./platform.ts";

/**
 * Runs `work` in a transaction that announces the change with its commit. When this resolves, the change is in force in
 * this process; in the others it is as soon as the notification arrives.
 */
export async function changeAccess<T>(
  platform: AuthPlatform,
  change: AccessChange,
  work: (tx: SystemDb) => Promise<T>,
): Promise<T> {
  const result = await platform.system.transaction(async (tx) => {
    const value = await work(tx);
    await announceAccessChange(tx, change);
    return value;
  });
  forgetAccess(platform, change);
  return result;
}

/** Forgets what this process remembers of it. Called for every change that is announced, by whichever process. */
export function forgetAccess(platform: AuthPlatform, { kind, id }: AccessChange): void {
  const { sessions, apiKeys } = authState(platform);
  if (kind === "session") sessions.forget(id);
  if (kind === "user") {
    sessions.forgetWhere(({ userId, impersonator }) => userId === id || impersonator?.userId === id);
    apiKeys.forgetWhere(({ userId }) => userId === id);
  }
  if (kind === "member") apiKeys.forgetWhere(({ memberId }) => memberId === id);
  if (kind === "key") apiKeys.forgetWhere(({ apiKey }) => apiKey.id === id);
}
