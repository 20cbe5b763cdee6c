import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { addEntry, addExport, addImportedName } from "./insert.ts";
import { GeneratorError, parseModule, resourceNames } from "./names.ts";
import { type Files, planModule, planResource } from "./plan.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const repository: Files = {
  exists: (path) => existsSync(join(root, path)),
  read: (path) => readFileSync(join(root, path), "utf8"),
};

/** What the generator itself does with a text after writing it: sorted, formatted, and refused where it is unclean. */
function clean(path: string, text: string): string {
  const biome = join(root, "node_modules", ".bin", "biome");
  const { status, stdout, stderr } = spawnSync(biome, ["check", "--write", `--stdin-file-path=${path}`], {
    cwd: root,
    input: text,
    encoding: "utf8",
  });
  expect(stderr, path).toBe("");
  expect(status, path).toBe(0);
  return stdout;
}

const occurrences = (text: string, part: string) => text.split(part).length - 1;

describe("a generated resource", () => {
  const names = resourceNames("crm/price-list");
  const plan = planResource(repository, names);

  it("stands on every floor, under one address", () => {
    expect([...plan.created.keys()]).toEqual([
      "packages/contracts/src/crm/price-list.ts",
      "packages/db/src/schema/crm/price-list.ts",
      "packages/services/src/crm/price-list.ts",
      "packages/api/src/crm/price-list.ts",
      "apps/web/src/crm/price-list/price-lists-page.tsx",
      "apps/web/src/crm/price-list/price-list-drawer.tsx",
      "apps/web/src/crm/price-list/price-list-problems.ts",
      "apps/web/src/app/[tenant]/crm/price-lists/page.tsx",
    ]);
    expect(plan.created.get("packages/api/src/crm/price-list.ts")).toContain('can("crm.priceList.read")');
    expect(plan.created.get("packages/db/src/schema/crm/price-list.ts")).toContain('"crm_price_list"');
  });

  it("is code the linter and the formatter have nothing to say about", () => {
    for (const [path, text] of [...plan.created, ...plan.changed]) {
      const tidy = clean(path, text);
      expect(clean(path, tidy)).toBe(tidy);
    }
  }, 180_000);

  it("is linked once into each index", () => {
    const changed = (path: string) => plan.changed.get(path) ?? "";
    expect(occurrences(changed("packages/contracts/src/permissions.ts"), "priceListPermissions")).toBe(2);
    expect(occurrences(changed("packages/db/src/schema/index.ts"), "./crm/price-list.ts")).toBe(1);
    expect(occurrences(changed("packages/services/src/crm/index.ts"), "./price-list.ts")).toBe(1);
    expect(occurrences(changed("packages/api/src/crm/index.ts"), "priceListRouter")).toBe(2);
    expect(occurrences(changed("apps/web/src/modules.ts"), "/crm/price-lists")).toBe(1);
    expect(occurrences(changed("apps/web/src/errors.ts"), "/price-list-problems.ts")).toBe(1);
    expect(occurrences(changed("packages/api/src/contract/good-calls.ts"), '"crm.priceList.restore"')).toBe(1);
    for (const [path, text] of plan.changed) {
      for (const line of repository.read(path).split("\n")) {
        if (!line.startsWith("import")) expect(text, path).toContain(line.trim());
      }
    }
  });

  it("is refused where it would overwrite something, or has no module", () => {
    expect(() => planResource(repository, resourceNames("crm/account"))).toThrow(GeneratorError);
    expect(() => planResource(repository, resourceNames("zoo/animal"))).toThrow('There is no module "zoo"');
  });
});

describe("labels of projects, which the playbook made", () => {
  const { created } = planResource(
    // As it was before they were there.
    { ...repository, exists: (path) => !path.includes("label") && repository.exists(path) },
    resourceNames("projects/label"),
  );

  it("are one command and less than sixty lines by hand", () => {
    const byHand = [...created].map(([path, text]) => {
      const rest = clean(path, text).split("\n");
      const added = repository
        .read(path)
        .split("\n")
        .filter((line) => {
          const at = rest.indexOf(line);
          if (at >= 0) rest.splice(at, 1);
          return at < 0;
        });
      return [path, added.length] as const;
    });
    const lines = byHand.reduce((sum, [, count]) => sum + count, 0);
    expect(lines, JSON.stringify(byHand)).toBeGreaterThan(0);
    expect(lines, JSON.stringify(byHand)).toBeLessThan(60);
  }, 180_000);
});

describe("a generated module", () => {
  const plan = planModule(repository, "billing");

  it("is linked, fenced and clean", () => {
    expect(plan.changed.get("packages/api/src/router.ts")).toContain("billing: billingRouter,");
    expect(plan.changed.get("apps/web/src/modules.ts")).toContain('id: "billing"');
    expect(plan.changed.get("biome.json")).toContain('"!../../billing/index.ts"');
    for (const [path, text] of [...plan.created, ...plan.changed]) clean(path, text);
  }, 180_000);

  it("takes its first resource", () => {
    const files: Files = {
      exists: (path) => plan.created.has(path) || repository.exists(path),
      read: (path) => plan.created.get(path) ?? plan.changed.get(path) ?? repository.read(path),
    };
    const first = planResource(files, resourceNames("billing/invoice"));
    expect(first.changed.get("packages/api/src/billing/index.ts")).toContain("invoice: invoiceRouter,");
    for (const [path, text] of first.changed) clean(path, text);
  }, 180_000);

  it("is refused where it is already", () => {
    expect(() => planModule(repository, "crm")).toThrow("is there already");
  });
});

describe("names", () => {
  it("are spelt for every floor", () => {
    expect(resourceNames("crm/opportunity")).toMatchObject({
      files: "opportunities",
      pascals: "Opportunities",
      title: "Opportunities",
    });
    expect(resourceNames("hr/time-sheet")).toMatchObject({
      camel: "timeSheet",
      table: "hr_time_sheet",
      address: "hr.timeSheet",
      words: "time sheet",
      files: "time-sheets",
    });
    expect(resourceNames("crm/person", "people").camels).toBe("people");
  });

  it.each([
    "crm",
    "crm/",
    "/label",
    "crm/Label",
    "crm/label/x",
    "crm/price_list",
    "crm/../x",
    "crm/index",
    "crm/apply",
  ])("refuse %s", (address) => {
    expect(() => resourceNames(address)).toThrow(GeneratorError);
  });

  it("of modules are one word", () => {
    expect(parseModule("billing")).toBe("billing");
    for (const name of ["Billing", "my-module", "../x", "kernel", ""]) {
      expect(() => parseModule(name)).toThrow(GeneratorError);
    }
  });
});

describe("insertion", () => {
  it("finds the end of a list, however deep it is", () => {
    expect(addEntry("a({ x: [1, { y: 2 }] })\nb({ z: 1 })", "b({", "w: 2,", "f")).toBe(
      "a({ x: [1, { y: 2 }] })\nb({ z: 1,\nw: 2,\n})",
    );
    expect(addEntry("router({})", "router({", "a: b,", "f")).toBe("router({\na: b,\n})");
    expect(() => addEntry("something else", "router({", "a", "f.ts")).toThrow("f.ts does not look as it did");
  });

  it("names an import once and replaces an empty module", () => {
    const text = 'import { A, B } from "m";\n';
    expect(addImportedName(text, "m", "B")).toBe(text);
    expect(addImportedName(text, "m", "C")).toBe('import { C, A, B } from "m";\n');
    expect(addExport("export {};\n", "export * from './a';\n")).toBe("export * from './a';\n");
  });
});
