import type { IncomingMessage, ServerResponse } from "node:http";

const label = /^[a-z0-9][a-z0-9-]{0,61}$/;

/**
 * Whose pages may call the API: the given sites and, one label below each, the tenants' subdomains
 * (`http://acme.localhost:3000` for `http://localhost:3000`). Scheme and port must match too.
 */
export function originAllowList(sites: readonly string[]): (origin: string) => boolean {
  const parents = sites.flatMap(withLoopbackNames);
  return (origin) => {
    const given = URL.parse(origin);
    // Only the exact serialisation a browser sends: no path, no user, no trailing slash.
    if (!given || given.origin !== origin) return false;
    return parents.some(({ protocol, port, hostname }) => {
      if (given.protocol !== protocol || given.port !== port) return false;
      if (given.hostname === hostname) return true;
      return given.hostname.endsWith(`.${hostname}`) && label.test(given.hostname.slice(0, -hostname.length - 1));
    });
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
export function judgeOrigin(request: IncomingMessage, isAllowed: (origin: string) => boolean): OriginVerdict {
  const { origin, cookie } = request.headers;
  if (origin !== undefined) return isAllowed(origin) ? "allowed" : "refused";
  const changes = request.method !== "GET" && request.method !== "HEAD";
  return changes && cookie !== undefined ? "refused" : "none";
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
  response.setHeader("access-control-allow-methods", "GET, POST");
  response.setHeader("access-control-allow-headers", allowedHeaders.join(", "));
  response.setHeader("access-control-max-age", String(preflightSeconds));
  response.writeHead(204).end();
}
