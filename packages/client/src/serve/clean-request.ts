import type { IncomingMessage } from "node:http";
import { clientAddress } from "@steward/ports/limit";

/**
 * Headers in which proxies, Next's own parts and our proxy tell each other things. From a client they are forgeries:
 * `x-middleware-subrequest` once switched the proxy off altogether (CVE-2025-29927).
 */
const internal =
  /^(x-(middleware|invoke|steward|now|vercel|matched|original|forwarded)-.*|x-(nonce|tenant|real-ip|rewrite-url)|forwarded)$/;

/**
 * Makes a request say only what is true: no internal header, and in `x-forwarded-*` what the socket and the trusted
 * proxies show, which is where Next, next-auth and our pages look for address, host and protocol.
 * @returns whether the browser came by https
 */
export function cleanRequest(request: IncomingMessage, trustedProxies: number): boolean {
  const { headers, socket } = request;
  const address = clientAddress(socket.remoteAddress, headers["x-forwarded-for"], trustedProxies);
  const said = trustedProxies > 0 ? [headers["x-forwarded-proto"]].flat()[0] : undefined;
  const secure = said?.split(",").at(-1)?.trim() === "https";
  for (const name of Object.keys(headers)) if (internal.test(name)) delete headers[name];
  headers["x-forwarded-for"] = address;
  headers["x-forwarded-proto"] = secure ? "https" : "http";
  // A proxy that is trusted hands the name on in `Host`; another name for the same place is nobody's to give.
  if (headers.host !== undefined) headers["x-forwarded-host"] = headers.host;
  return secure;
}
