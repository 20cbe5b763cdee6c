import { describe, expect, test } from "vitest";
import { addressKey, clientAddress } from "./index.ts";

describe("the address of a request", () => {
  test.each([
    ["nobody is trusted", "203.0.113.5", "1.2.3.4", 0, "203.0.113.5"],
    ["one proxy is trusted and adds whom it saw", "10.0.0.1", "1.2.3.4, 198.51.100.7", 1, "198.51.100.7"],
    ["two are trusted", "10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.2", 2, "198.51.100.7"],
    ["fewer came by than are trusted", "10.0.0.1", "198.51.100.7", 3, "198.51.100.7"],
    ["a trusted proxy adds nothing", "10.0.0.1", undefined, 1, "10.0.0.1"],
    ["what stands there is no address", "10.0.0.1", "unknown", 1, "10.0.0.1"],
    ["it has a port", "10.0.0.1", "198.51.100.7:4711", 1, "198.51.100.7"],
    ["it is IPv6 in brackets", "10.0.0.1", "[2001:db8::1]:4711", 1, "2001:db8::1"],
    ["the socket speaks IPv6 for IPv4", "::ffff:203.0.113.5", undefined, 0, "203.0.113.5"],
  ])("is right when %s", (_, socket, forwarded, trusted, address) => {
    expect(clientAddress(socket, forwarded, trusted)).toBe(address);
  });

  test("is one list however many headers it is spread over", () => {
    expect(clientAddress("10.0.0.1", ["6.6.6.6", "198.51.100.7"], 1)).toBe("198.51.100.7");
  });
});

test("an IPv6 customer has one key, whoever writes their address", () => {
  const keys = ["2001:db8:1:2::1", "2001:0db8:0001:0002:aaaa::", "2001:DB8:1:2:3:4:5:6%eth0"].map(addressKey);
  expect(new Set(keys)).toEqual(new Set(["2001:db8:1:2::/64"]));
  expect(addressKey("::1")).toBe("0:0:0:0::/64");
  expect(addressKey("::ffff:192.0.2.1")).toBe(addressKey("192.0.2.1"));
  expect(addressKey("")).toBe("unknown");
});
