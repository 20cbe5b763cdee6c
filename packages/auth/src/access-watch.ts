import type { AccessChange } from "@steward/contracts/auth/access-change";
import { type AuthPlatform, authState } from "./platform.ts";

/**
 * Calls `onChange` for every change of access that this process hears of, once it has forgotten what it remembered; with
 * null where any of it may have changed. For whatever goes on longer than a request.
 *
 * @returns what ends it
 */
export function watchAccess(platform: AuthPlatform, onChange: (change: AccessChange | null) => void): () => void {
  const { watchers } = authState(platform);
  watchers.add(onChange);
  return () => watchers.delete(onChange);
}

/** Whether a change of access made up to a second ago would have been heard of. */
export function hearsOfAccess(platform: AuthPlatform): boolean {
  return authState(platform).feed?.isTrusted() ?? false;
}
