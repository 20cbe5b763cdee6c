import type { RequestSource } from "@steward/services/kernel";
import type { RequestInfo } from "./platform.ts";

const maxUserAgentLength = 512;

/** Where a call comes from, as the record of it says. */
export function sourceOf(request: RequestInfo, procedure: string): { requestId: string; source: RequestSource } {
  const clientAddress = request.address || null;
  const userAgent = request.headers.get("user-agent")?.slice(0, maxUserAgentLength) ?? null;
  return { requestId: request.requestId, source: { procedure, clientAddress, userAgent } };
}
