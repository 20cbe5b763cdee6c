import type { IncomingMessage, ServerResponse } from "node:http";
import { hostInHeader } from "@steward/contracts/kernel/domain";

const label = /^[a-z0-9][a-z0-9-]{0,61}$/;

/** Whether the page of this origin may make a request that is addressed to this `Host`. */
export type IsAllowed = (origin: string, host: string) => Promise<boolean>;

/**
 * Whose pages may call the API: the given sites and, one label below each, the tenants' subdomains
 * (`http://acme.localhost:3000` for `http://localhost:3000`). Scheme and port must match too.
 *
 * Pages under a tenant's own host name reach the API under that same name, where their cookie is, and nowhere else: what
 * such a name leads to is in its owner's hands, who might point it at pages of their own tomorrow.
 * @param isOwnHost whether a tenant has proved that name to be theirs
 */
export function originAllowList(sites: readonly string[], isOwnHost: (host: string) => Promise<boolean>): IsAllowed {
  const parents = sites.flatMap(withLoopbackNames);
  return async (origin, host) => {
    const given = URL.parse(origin);
    // Only the exact serialisation a browser sends: no path, no user, no trailing slash.
    if (!given || given.origin !== origin) return false;
    const alike = parents.filter(({ protocol, port }) => given.protocol === protocol && given.port === port);
    const ours = alike.some(({ hostname }) => {
      if (given.hostname === hostname) return true;
      return given.hostname.endsWith(`.${hostname}`) && label.test(given.hostname.slice(0, -hostname.length - 1));
    });
    if (ours) return true;
    const sameName = hostInHeader(host) === given.hostname;
    return alike.length > 0 && sameName && (await isOwnHost(given.hostname));
  };
}

/** A site on this machine is also reached by its numbers. */
function withLoopbackNames(site: string): URL[] {
  const url = new URL(site);
  if (url.hostname !== "localhost") return [url];
  return [url, ...["127.0.0.1", "[::1]"].map((host) => new URL(site.replace("localhost", host)))];
}

export type OriginVerdict = "allowed" | "none" | "refused";

/**
 * Whether the page behind a request may make it. A browser names the page's origin in every request that could
 * change something; a request that changes something with a cookie but names none is refused, because the
 * cookie was then attached by something that is not one of our pages.
 */
export async function judgeOrigin(request: IncomingMessage, isAllowed: IsAllowed): Promise<OriginVerdict> {
  const { origin, cookie, host = "" } = request.headers;
  if (origin !== undefined) return (await isAllowed(origin, host)) ? "allowed" : "refused";
  const changes = request.method !== "GET" && request.method !== "HEAD";
  return changes && cookie !== undefined ? "refused" : "none";
}

/**
 * As `judgeOrigin`, for a WebSocket handshake. Browsers always name the page's origin there (RFC 6455, section 4.1), and no
 * preflight protects it: a cookie without an origin was not sent by one of our pages.
 */
export async function judgeHandshake(request: IncomingMessage, isAllowed: IsAllowed): Promise<OriginVerdict> {
  const verdict = await judgeOrigin(request, isAllowed);
  return verdict === "none" && request.headers.cookie !== undefined ? "refused" : verdict;
}

const allowedHeaders = [
  "authorization",
  "content-type",
  "idempotency-key",
  "last-event-id",
  "trpc-accept",
  "x-request-id",
  "x-tenant",
  "x-trpc-source",
];
const preflightSeconds = 7_200;

/** Lets the allowed page read the answer, cookies included. */
export function writeCorsHeaders(response: ServerResponse, origin: string): void {
  response.setHeader("access-control-allow-origin", origin);
  response.setHeader("access-control-allow-credentials", "true");
  response.setHeader("access-control-expose-headers", "x-request-id, retry-after, www-authenticate");
}

export function answerPreflight(response: ServerResponse): void {
  response.setHeader("access-control-allow-methods", "GET, POST, PUT");
  response.setHeader("access-control-allow-headers", allowedHeaders.join(", "));
  response.setHeader("access-control-max-age", String(preflightSeconds));
  response.writeHead(204).end();
}
