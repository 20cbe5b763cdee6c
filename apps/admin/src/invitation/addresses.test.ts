import { expect, it } from "vitest";
import { addressesIn } from "./addresses.ts";

it("finds addresses however they are pasted, and keeps what is none", () => {
  expect(addressesIn("")).toEqual([]);
  expect(addressesIn("a@x.test, b@x.test;c@x.test\n\n d@x.test  e@x.test,")).toEqual(
    ["a", "b", "c", "d", "e"].map((name) => `${name}@x.test`),
  );
  expect(addressesIn("Ana Silva <ana@x.test>, Bo\n")).toEqual(["ana@x.test", "Bo"]);
});
