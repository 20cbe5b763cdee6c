import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { type PrintedTimesheet, printTimesheet } from "./timesheet-pdf.ts";

const place = { name: "Łódź & Söhne", locale: "en-GB", timeZone: "Europe/Berlin" };
const line = (title: string, minutes: number[]) => ({
  project: { name: "Checkout" },
  task: { key: "SHOP-1", title },
  isHidden: false,
  minutes,
});
const week: PrintedTimesheet = {
  member: { name: "Zoë Dvořáková-Őry" },
  weekOn: "2026-11-16",
  status: "approved",
  minutes: 605,
  billableMinutes: 90,
  submittedAt: new Date("2026-11-20T16:00:00Z"),
  decidedAt: new Date("2026-11-21T08:30:00Z"),
  decidedBy: { name: "Ştefan Žižka" },
  note: "Thanks 漢",
  lines: [line("Pay", [60, 0, 0, 0, 65, 0, 0]), { ...line("", [0, 480, 0, 0, 0, 0, 0]), isHidden: true }],
  days: [60, 480, 0, 0, 65, 0, 0],
};

async function read(pdf: Buffer): Promise<{ pages: number; words: string }> {
  const { totalPages, text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return { pages: totalPages, words: text.replace(/\s+/g, " ") };
}

test("a printed week says who, when, how long and what was decided, in letters of all of Europe", async () => {
  const { pages, words } = await read(await printTimesheet(week, place));
  expect(pages).toBe(1);
  for (const text of ["Łódź & Söhne", "Zoë Dvořáková-Őry", "Ştefan Žižka", "16 November 2026 – 22 November 2026"]) {
    expect(words).toContain(text);
  }
  expect(words).toContain("Approved Submitted 20 Nov 2026, 17:00 Decided 21 Nov 2026, 09:30 by");
  expect(words).toContain("SHOP-1 Pay · Checkout 1:00 1:05 2:05");
  expect(words).toContain("Other work 8:00 8:00");
  expect(words).toContain("Total 1:00 8:00 0:00 0:00 1:05 0:00 0:00 10:05");
  expect(words).toContain("Billable 1:30");
});

test("what no font has is seen to be missing, what is too long is cut, and what is too much goes to the next page", async () => {
  const lines = Array.from({ length: 90 }, (_, index) =>
    line(`${index} ${"very long ".repeat(20)}`, [1, 0, 0, 0, 0, 0, 0]),
  );
  const { pages, words } = await read(await printTimesheet({ ...week, lines }, place));
  expect(pages).toBe(2);
  expect(words).toContain("Thanks ?");
  expect(words).toMatch(/SHOP-1 89 very long[a-z ]*… 0:01 0:01/);
});
