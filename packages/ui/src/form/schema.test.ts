import { describe, expect, it } from "vitest";
import { z } from "zod";
import { emptyValue, humanise, isRequired, issuesToErrors, placeErrors, prepareValues } from "./schema.ts";

describe("isRequired", () => {
  it.each([
    [z.string().trim().min(1), true],
    [z.uuid(), true],
    [z.string().max(20), false],
    [z.string().min(1).optional(), false],
    [z.email().nullable(), false],
    [z.number().int(), true],
    [z.string().default("x"), false],
    [z.array(z.string()), false],
    [z.array(z.string()).min(1), true],
    [z.boolean(), false],
    [z.literal(true), true],
  ])("schema %#", (schema, expected) => {
    expect(isRequired(schema)).toBe(expected);
  });
});

describe("emptyValue", () => {
  it("clears a nullable field with null, so that an update can remove a value", () => {
    expect(emptyValue(z.email().nullish(), "")).toBeNull();
    expect(emptyValue(z.number().nullable(), "")).toBeNull();
  });

  it("leaves an optional field out", () => {
    expect(emptyValue(z.email().optional(), "")).toBeUndefined();
    expect(emptyValue(z.email().optional(), null)).toBeUndefined();
  });

  it("keeps the empty value where the schema should complain about it", () => {
    expect(emptyValue(z.string().min(1), "")).toBe("");
  });

  it("gives a field that was never touched the empty text its schema allows", () => {
    expect(emptyValue(z.string(), undefined)).toBe("");
    expect(emptyValue(z.array(z.string()), undefined)).toEqual([]);
    expect(emptyValue(z.boolean(), undefined)).toBe(false);
  });

  it("lets a required text nobody touched fail with the schema's own message", () => {
    const schema = z.object({ name: z.string().min(1, "Give it a name") });
    expect(schema.safeParse(prepareValues(schema.shape, {})).error?.issues[0]?.message).toBe("Give it a name");
  });

  it("does not touch values", () => {
    expect(emptyValue(z.number().nullable(), 0)).toBe(0);
    expect(emptyValue(z.boolean().optional(), false)).toBe(false);
  });
});

describe("prepareValues", () => {
  it("lets an emptied form pass where nothing is required", () => {
    const schema = z.object({ name: z.string().min(1), email: z.email().optional(), ownerId: z.uuid().nullable() });
    const prepared = prepareValues(schema.shape, { name: "Hottechi", email: "", ownerId: "" });
    expect(prepared).toEqual({ name: "Hottechi", ownerId: null });
    expect(schema.safeParse(prepared).success).toBe(true);
  });
});

describe("humanise", () => {
  it.each([
    ["name", "Name"],
    ["closeDate", "Close date"],
    ["ownerId", "Owner"],
    ["tagIds", "Tag"],
    ["amountMinor", "Amount"],
    ["id", "Id"],
  ])("%s → %s", (name, label) => {
    expect(humanise(name)).toBe(label);
  });
});

describe("errors", () => {
  it("keeps the first message of a path", () => {
    const issues = [
      { path: ["emails", 0, "address"], message: "Not an address" },
      { path: ["emails", 0, "address"], message: "Too long" },
      { path: [], message: "Choose one" },
    ];
    expect(issuesToErrors(issues)).toEqual({ "emails.0.address": "Not an address", "": "Choose one" });
  });

  it("says above the form what no shown field can carry", () => {
    expect(placeErrors(["name"], { name: "Taken", "name.0": "Odd", tenant: "Suspended" })).toEqual({
      placed: { name: "Taken", "name.0": "Odd" },
      unplaced: ["Suspended"],
    });
  });
});
