import { Resolver } from "node:dns";
import { z } from "zod";

/**
 * The name servers that custom host names are looked up with: `192.0.2.53,[2001:db8::53]:5353`. Unset, those of the
 * machine. What counts as an address is the resolver's own judgement, since it is the one that has to use it.
 */
export const dnsServersSetting = z
  .string()
  .transform((text) => text.split(",").map((one) => one.trim()))
  .refine(areServers, "is not a list of IP addresses")
  .optional()
  .describe("IP addresses with or without a port, such as 192.0.2.53,192.0.2.54:5353");

function areServers(servers: readonly string[]): boolean {
  try {
    new Resolver().setServers(servers);
    return true;
  } catch {
    return false;
  }
}
