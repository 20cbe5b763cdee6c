import { isBlank, nodesOf, plainTextOf, richTextOf, richTextSchema } from "@steward/contracts/kernel/rich-text";
import { emojiSchema } from "@steward/contracts/messaging/message";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const id = "01999999-9999-7999-8999-999999999999";
const doc = (...content: unknown[]) => ({ type: "doc", content });
const paragraph = (...content: unknown[]) => ({ type: "paragraph", content });
const linked = (href: string) =>
  doc(paragraph({ type: "text", text: "here", marks: [{ type: "link", attrs: { href } }] }));
const isTaken = (value: unknown) => richTextSchema.safeParse(value).success;

describe("a message", () => {
  it("is what an editor writes: lists in quotes, code, links, mentions and records", () => {
    const item = { type: "listItem", content: [paragraph({ type: "text", text: "one" })] };
    const written = doc(
      { type: "blockquote", content: [{ type: "orderedList", attrs: { start: 1, type: null }, content: [item] }] },
      { type: "codeBlock", attrs: { language: null }, content: [{ type: "text", text: "let x;" }] },
      paragraph(
        {
          type: "text",
          text: "see",
          marks: [{ type: "link", attrs: { href: "https://example.com/a?b#c", rel: "x" } }],
        },
        { type: "hardBreak" },
        { type: "mention", attrs: { id, label: "Anna", mentionSuggestionChar: "@" } },
        { type: "record", attrs: { address: "crm.account", entityId: id } },
      ),
    );
    const taken = richTextSchema.parse(written);
    expect(plainTextOf(taken)).toBe("one\nlet x;\nsee\n@Anna");
    expect(JSON.stringify(taken)).not.toMatch(/rel|mentionSuggestionChar/);
  });

  it.each([
    ["a script", doc({ type: "script", content: [{ type: "text", text: "alert(1)" }] })],
    ["HTML", doc({ type: "html", attrs: { html: "<img src=x onerror=alert(1)>" } })],
    ["a picture from elsewhere", doc(paragraph({ type: "image", attrs: { src: "https://spy.example/1.gif" } }))],
    ["a style", doc(paragraph({ type: "text", text: "x", marks: [{ type: "textStyle", attrs: { color: "red" } }] }))],
    ["a script in a link", linked("javascript:alert(1)")],
    ["one with a line break in its protocol", linked("java\nscript:alert(1)")],
    ["one behind a space", linked(" javascript:alert(1)")],
    ["one in other letters", linked("JaVaScRiPt:alert(1)")],
    ["a page in a link", linked("data:text/html,<script>alert(1)</script>")],
    ["a file", linked("file:///etc/passwd")],
    ["a host that is another's user name", linked("https://bank.example@evil.example/")],
    ["no address", linked("//evil.example")],
    [
      "a record of a kind that is none",
      doc(paragraph({ type: "record", attrs: { address: "org.apiKey", entityId: id } })),
    ],
    ["a mention of nobody", doc(paragraph({ type: "mention", attrs: { id: "everybody" } }))],
    ["a text in the place of a paragraph", doc({ type: "text", text: "x" })],
    ["a document in a document", doc(doc())],
    ["too many letters", doc(paragraph({ type: "text", text: "x".repeat(10_001) }))],
    [
      "too many letters in all",
      doc(...Array.from({ length: 3 }, () => paragraph({ type: "text", text: "x".repeat(4_000) }))),
    ],
    [
      "too many nodes",
      doc(
        ...Array.from({ length: 400 }, () => paragraph(...Array.from({ length: 10 }, () => ({ type: "hardBreak" })))),
      ),
    ],
    ["an empty text", doc(paragraph({ type: "text", text: "\u0000" }))],
  ])("is not %s", (_what, value) => {
    expect(isTaken(value)).toBe(false);
  });

  it("is no deeper than people write, and a hundred thousand levels are refused before they are followed", () => {
    const nested = (levels: number): unknown => {
      let block: unknown = paragraph({ type: "text", text: "x" });
      for (let level = 0; level < levels; level += 1) block = { type: "blockquote", content: [block] };
      return doc(block);
    };
    expect([4, 5, 100_000].map((levels) => isTaken(nested(levels)))).toEqual([true, false, false]);
  });

  it("has no letters that PostgreSQL cannot store, and none of a name that makes an object of another kind", () => {
    const taken = richTextSchema.parse(doc(paragraph({ type: "text", text: "a\u0000b\ud800c\u0007d" })));
    expect(plainTextOf(taken)).toBe("abcd");
    const hostile = JSON.parse('{"type":"doc","content":[],"__proto__":{"polluted":1},"constructor":{}}');
    expect(Object.keys(richTextSchema.parse(hostile))).toEqual(["type", "content"]);
  });

  it("holds nothing but known nodes, whatever it is made from", () => {
    const known = [
      "paragraph",
      "codeBlock",
      "blockquote",
      "bulletList",
      "orderedList",
      "listItem",
      "text",
      "hardBreak",
      "mention",
      "record",
    ];
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.record(
        {
          type: fc.constantFrom(...known, "script", "iframe"),
          text: fc.string(),
          attrs: fc.record({ id: fc.constantFrom(id, "channel", "x"), href: fc.string(), onclick: fc.string() }),
          content: fc.array(tie("node"), { maxLength: 3 }),
        },
        { requiredKeys: ["type"] },
      ),
    }));
    fc.assert(
      fc.property(fc.array(node, { maxLength: 3 }), (content) => {
        const { data } = richTextSchema.safeParse({ type: "doc", content });
        if (!data) return;
        expect(nodesOf(data).every(({ type }) => known.includes(type))).toBe(true);
        expect(JSON.stringify(data)).not.toContain("onclick");
        // What was taken is taken again, as it is.
        expect(richTextSchema.parse(data)).toEqual(data);
      }),
      { numRuns: 2_000 },
    );
  });

  it("that shows nothing is blank", () => {
    expect(isBlank(richTextOf(" \n\t"))).toBe(true);
    expect(isBlank(richTextOf("x"))).toBe(false);
    expect(isTaken(richTextOf("One line\n\nand another"))).toBe(true);
  });
});

describe("an emoji", () => {
  it.each(["👍", "👍🏽", "👨‍👩‍👧‍👦", "🇬🇧", "1️⃣", "❤️"])("is %s", (emoji) => {
    expect(emojiSchema.safeParse(emoji).success).toBe(true);
  });
  it.each(["", "a", "1", "👍👍", "<b>", ":+1:", "👍 "])("is not %j", (text) => {
    expect(emojiSchema.safeParse(text).success).toBe(false);
  });
});
