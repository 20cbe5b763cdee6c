import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const document = readFileSync(join(root, "docs/security/asvs.md"), "utf8");

/** The items of OWASP ASVS 5.0 at levels 1 and 2, by section: how far each section is numbered, and what is level 3. */
const sections: Readonly<Record<string, { readonly last: number; readonly levelThree?: readonly number[] }>> = {
  "3.2": { last: 2 },
  "3.3": { last: 4 },
  "3.4": { last: 6 },
  "3.5": { last: 5 },
  "3.7": { last: 2 },
  "4.1": { last: 3 },
  "4.2": { last: 1 },
  "4.3": { last: 2 },
  "4.4": { last: 4 },
  "6.1": { last: 3 },
  "6.2": { last: 12 },
  "6.3": { last: 4 },
  "6.4": { last: 4 },
  "6.5": { last: 5 },
  "6.6": { last: 3 },
  "6.8": { last: 4 },
  "7.1": { last: 3 },
  "7.2": { last: 4 },
  "7.3": { last: 2 },
  "7.4": { last: 5 },
  "7.5": { last: 2 },
  "7.6": { last: 2 },
  "8.1": { last: 2 },
  "8.2": { last: 3 },
  "8.3": { last: 1 },
  "8.4": { last: 1 },
  "9.1": { last: 3 },
  "9.2": { last: 4 },
  "10.1": { last: 2 },
  "10.2": { last: 2 },
  "10.3": { last: 4 },
  "10.4": { last: 11 },
  "10.5": { last: 5 },
  "10.6": { last: 2 },
  "10.7": { last: 3 },
};

const asked = Object.entries(sections).flatMap(([section, { last, levelThree = [] }]) =>
  Array.from({ length: last }, (_, index) => index + 1)
    .filter((item) => !levelThree.includes(item))
    .map((item) => `${section}.${item}`),
);
const rows = [...document.matchAll(/^\| (\d+\.\d+\.\d+) +\| [12] +\| [^|]+\| (.*)\| (.*?) *\|$/gm)];

it("answers for each item of its chapters once, and for no other", () => {
  expect(rows.map(([, item]) => item).toSorted()).toEqual(asked.toSorted());
});

it("says of each whether it holds, and shows it by files that exist", () => {
  for (const [, item, here] of rows) expect(here, item).toMatch(/^\*\*(yes|part|no|n\/a)\*\*/);
  const files = [...document.matchAll(/`([\w-]+\/[\w./-]+\.(?:ts|md))`/g)].map(([, file]) => file ?? "");
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
});
