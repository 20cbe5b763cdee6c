import { describe, expect, it } from "vitest";
import { activeHref } from "./active.ts";

const hrefs = ["/acme", "/acme/crm", "/acme/crm/accounts", "/acme/crm/deals?view=board"];

describe("activeHref", () => {
  it.each([
    ["/acme/crm/accounts/42", "/acme/crm/accounts"],
    ["/acme/crm/accounts/", "/acme/crm/accounts"],
    ["/acme/crm/accounts-old", "/acme/crm"],
    ["/acme/crm/deals", "/acme/crm/deals?view=board"],
    ["/acme", "/acme"],
    ["/globex", undefined],
  ])("%s belongs under %s", (path, expected) => {
    expect(activeHref(path, hrefs)).toBe(expected);
  });
});
