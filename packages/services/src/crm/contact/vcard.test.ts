import { describe, expect, it } from "vitest";
import { toVcard } from "./vcard.ts";

const anna = {
  id: "01936f5e-0000-7000-8000-000000000001",
  firstName: "Anna",
  lastName: "Smith; Jones",
  jobTitle: "Head of R&D, Europe",
  organisation: "Back\\slash Ltd",
  emails: ["anna@example.com", "a.smith@example.com"],
  phone: "+442071838750",
  note: "Line one\nLine two",
  categories: ["VIP", "North, East"],
  updatedAt: new Date("2026-03-04T05:06:07.890Z"),
};

describe("toVcard", () => {
  it("escapes what has a meaning in a vCard", () => {
    const card = toVcard(anna);
    expect(card).toContain("N:Smith\\; Jones;Anna;;;\r\n");
    expect(card).toContain("TITLE:Head of R&D\\, Europe\r\n");
    expect(card).toContain("ORG:Back\\\\slash Ltd\r\n");
    expect(card).toContain("NOTE:Line one\\nLine two\r\n");
    expect(card).toContain("CATEGORIES:VIP,North\\, East\r\n");
    expect(card).toContain("EMAIL;PREF=1:anna@example.com\r\nEMAIL;PREF=2:a.smith@example.com\r\n");
    expect(card).toContain("TEL;VALUE=uri;TYPE=voice:tel:+442071838750\r\n");
    expect(card).toContain("REV:20260304T050607Z\r\n");
  });

  it("cannot be broken out of by a name", () => {
    const card = toVcard({ ...anna, lastName: "X\r\nEND:VCARD\r\nBEGIN:VCARD" });
    expect(card.match(/^END:VCARD/gm)).toHaveLength(1);
  });

  it("folds to 75 octets without splitting a character", () => {
    const note = "Überraschung 🎉 ".repeat(40);
    const card = toVcard({ ...anna, note });
    for (const line of card.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const unfolded = card.replaceAll("\r\n ", "");
    expect(unfolded).toContain(`NOTE:${note}`);
  });
});
