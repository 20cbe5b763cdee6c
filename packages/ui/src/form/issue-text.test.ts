import { describe, expect, it } from "vitest";
import { z } from "zod";
import { issueText } from "./issue-text.ts";

function said(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value, { error: issueText }).error?.issues[0]?.message;
}

describe("issueText", () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string().min(1), undefined, "This is required"],
    [z.string().min(1), "", "This is required"],
    [z.uuid(), null, "This is required"],
    [z.uuid(), "x", "Choose one from the list"],
    [z.email(), "name@", "Enter an e-mail address such as name@example.com"],
    [z.string().max(3), "four", "Use at most 3 characters"],
    [z.number().int(), Number.NaN, "Enter a number"],
    [z.number().min(5), 4, "Enter at least 5"],
    [z.array(z.string()).min(2), ["a"], "Choose at least 2"],
    [z.enum(["a", "b"]), "c", "Choose one of the options"],
    [z.iso.date(), "tomorrow", "Enter a date"],
  ])("%# in words for people", (schema, value, text) => {
    expect(said(schema, value)).toBe(text);
  });

  it("leaves the schema's own words", () => {
    expect(said(z.string().min(1, "Give the account a name"), "")).toBe("Give the account a name");
  });
});
