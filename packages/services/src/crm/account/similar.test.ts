import { describe, expect, it } from "vitest";
import { companyKey, partsOf, similarity } from "./similar.ts";

describe("companyKey", () => {
  it.each([
    ["the acme co., ltd.", "acme"],
    ["acme corporation", "acme"],
    ["acme gmbh & co. kg", "acme"],
    ["group holding", "group holding"],
    ["s.a. dupont", "dupont"],
  ])("reads %s as %s", (name, key) => expect(companyKey(name)).toBe(key));
});

describe("similarity", () => {
  it.each([
    ["betasoloin", "betasolin", 0.7],
    ["hottechi", "hotechi", 0.6],
    ["acme", "acme", 1],
  ])("finds %s like %s", (left, right, least) => expect(similarity(left, right)).toBeGreaterThanOrEqual(least));
  it.each([
    ["acme", "apex"],
    ["north foods", "south metals"],
    ["", ""],
  ])("does not find %j like %j", (left, right) => expect(similarity(left, right)).toBeLessThan(0.4));
});

describe("partsOf", () => {
  it.each([
    ["briar creek foods", ["creek foods", "briar foods", "briar creek"]],
    ["gammaplex", ["gamma", "plex"]],
    ["ibm", []],
  ])("of %s", (key, parts) => expect(partsOf(key)).toEqual(parts));
});
