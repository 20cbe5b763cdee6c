import type { AccessChange } from "@steward/contracts/auth/access-change";
import { user } from "@steward/db/schema";
import type { SystemDb } from "@steward/db/system";
import { eq } from "drizzle-orm";
import { announceAccessChange } from "./access-change.ts";
import { type AuthPlatform, authState } from "./platform.ts";

/**
 * Runs `work` in a transaction that announces the change with its commit. When this resolves, the change is in force in
 * this process; in the others it is as soon as the notification arrives.
 *
 * A change of a person's access waits for sign-ins of theirs that are about to begin a session, and those that come later
 * wait for it (see `openSession`): no session slips through between a sweep and the change it belongs to.
 */
export async function changeAccess<T>(
  platform: AuthPlatform,
  change: AccessChange,
  work: (tx: SystemDb) => Promise<T>,
): Promise<T> {
  const result = await platform.system.transaction(async (tx) => {
    if (change.kind === "user") {
      await tx.select({ id: user.id }).from(user).where(eq(user.id, change.id)).for("no key update");
    }
    const value = await work(tx);
    await announceAccessChange(tx, change);
    return value;
  });
  forgetAccess(platform, change);
  return result;
}

/** Forgets what this process remembers of it. Called for every change that is announced, by whichever process. */
export function forgetAccess(platform: AuthPlatform, change: AccessChange): void {
  const { sessions, apiKeys, memberships, hosts, watchers } = authState(platform);
  const { kind, id } = change;
  if (kind === "session") sessions.forget(id);
  if (kind === "user") {
    sessions.forgetWhere(({ userId, impersonator }) => userId === id || impersonator?.userId === id);
    apiKeys.forgetWhere(({ userId }) => userId === id);
  }
  if (kind === "member") {
    apiKeys.forgetWhere(({ memberId }) => memberId === id);
    memberships.forgetWhere(({ member }) => member.id === id);
  }
  if (kind === "role") memberships.forgetWhere(({ customRole }) => customRole?.id === id);
  if (kind === "tenant") {
    memberships.forgetWhere(({ tenant }) => tenant.id === id);
    hosts.clear();
  }
  if (kind === "key") apiKeys.forgetWhere(({ apiKey }) => apiKey.id === id);
  for (const watcher of watchers) watcher(change);
}
