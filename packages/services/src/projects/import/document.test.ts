import { nodesOf, plainTextOf } from "@steward/contracts/kernel/rich-text";
import { describe, expect, it } from "vitest";
import { documentsOf } from "./document.ts";

const linksIn = (text: string) =>
  documentsOf(text)
    .flatMap(nodesOf)
    .flatMap((node) => (node.type === "text" ? (node.marks ?? []) : []))
    .flatMap((mark) => (mark.type === "link" ? mark.attrs.href : []));

describe("words of a file", () => {
  it("are as many texts as it takes, and none of them is lost", () => {
    const lines = Array.from({ length: 1_200 }, (_, index) => `${index} ${"word ".repeat(index % 7)}`.trim());
    const long = `${lines.join("\r\n")}\nx${"🎉".repeat(10_500)}`;
    const texts = documentsOf(long).map(plainTextOf);
    expect(texts.length).toBeGreaterThan(4);
    expect(texts.join("").replace(/\s/g, "")).toBe(long.replace(/\s/g, ""));
    expect(documentsOf(" \r\n ")).toEqual([]);
  });

  it("lead to the addresses in them, where these may be followed", () => {
    expect(linksIn("File: a.png https://jira.example/a.png, and (http://b.example/?q=1).")).toEqual([
      "https://jira.example/a.png",
      "http://b.example/?q=1",
    ]);
    const deceiving = "https://bank.example@evil.example/ javascript:alert(1)";
    expect(linksIn(deceiving)).toEqual([]);
    expect(documentsOf(deceiving).map(plainTextOf)).toEqual([deceiving]);
  });
});
