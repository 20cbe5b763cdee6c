import type { AuthSource } from "@steward/auth";
import type { RequestInfo } from "./platform.ts";

/** Where a call comes from that concerns a person's own access, in no organisation. */
export function authSourceOf({ headers, requestId, address }: RequestInfo): AuthSource {
  return { clientAddress: address || null, userAgent: headers.get("user-agent"), requestId };
}
