import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { accessDocument, accessPath } from "./access.ts";

it("docs/access.md is what the router says; if not: npm run gen -- access", () => {
  const published = readFileSync(fileURLToPath(new URL(`../../../${accessPath}`, import.meta.url)), "utf8");
  expect(published).toBe(accessDocument());
});
