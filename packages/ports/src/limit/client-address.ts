import { isIP } from "node:net";

/**
 * The address a request comes from. `x-forwarded-for` is a list anybody may begin: only the entries that our own proxies
 * have added at its end mean something, so with `trustedProxies` of them the client is that many places before the
 * socket. With none it is the socket, whatever the header says.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | readonly string[] | undefined,
  trustedProxies: number,
): string {
  const socket = plain(socketAddress ?? "");
  if (trustedProxies === 0 || forwardedFor === undefined) return socket;
  const hops = [...[forwardedFor].flat().join(",").split(","), socket].map((hop) => plain(hop.trim()));
  const client = hops[Math.max(0, hops.length - 1 - trustedProxies)] ?? "";
  return isIP(client) ? client : socket;
}

/** Without the port and the brackets some proxies write, and IPv4 as IPv4. */
function plain(hop: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(hop)?.[1];
  const bare = bracketed ?? (/^[\d.]+:\d+$/.test(hop) ? hop.slice(0, hop.indexOf(":")) : hop);
  return bare.replace(/^::ffff:(?=\d+\.)/i, "");
}
