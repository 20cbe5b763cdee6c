import { isIPv6 } from "node:net";

/**
 * What stands for a network address in a limit. Of IPv6 the first 64 bits: a single customer is given at least that
 * many addresses (RFC 6177), and a limit on each of them would be none. IPv4 written as IPv6 (RFC 4291, 2.5.5.2)
 * counts as IPv4. What is no address at all shares one key.
 */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address || "unknown";
  const [head = "", tail] = (address.split("%", 1)[0] ?? "").toLowerCase().split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
