import { describe, expect, it } from "vitest";
import { readSettings } from "../process/index.ts";
import { dnsServersSetting } from "./index.ts";

const read = (servers?: string) =>
  readSettings({ STEWARD_DNS_SERVERS: dnsServersSetting }, { STEWARD_DNS_SERVERS: servers }).STEWARD_DNS_SERVERS;

describe("the name servers of an installation", () => {
  it.each<[string | undefined, readonly string[] | undefined]>([
    [undefined, undefined],
    ["", undefined],
    ["192.0.2.53", ["192.0.2.53"]],
    [" 192.0.2.53:5353 , [2001:db8::53]:5353,2001:db8::1", ["192.0.2.53:5353", "[2001:db8::53]:5353", "2001:db8::1"]],
  ])("are read from %j", (given, servers) => {
    expect(read(given)).toEqual(servers);
  });

  it.each(["ns.example", "192.0.2.53,", "192.0.2.300", "192.0.2.53;192.0.2.54", "udp://192.0.2.53"])(
    "are refused at the start when they are %j",
    (given) => {
      expect(() => read(given)).toThrow(/^STEWARD_DNS_SERVERS is not a list of IP addresses: set it to IP addresses/);
    },
  );
});
