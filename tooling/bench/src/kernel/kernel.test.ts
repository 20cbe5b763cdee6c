import { describe, expect, it } from "vitest";
import { parseCommand, partsOf, UsageError } from "./command.ts";
import { loadMeasure, measureNames } from "./registry.ts";
import { collect, reaches } from "./report.ts";
import { interleave, median, percentile, underLoad } from "./statistics.ts";
import { formatTable } from "./table.ts";

const known = () => ["kernel", "list"];

describe("command line", () => {
  it("runs everything when nothing is named, and each name once", () => {
    expect(parseCommand(["bench"], known)).toEqual({
      kind: "bench",
      names: ["kernel", "list"],
      list: false,
      only: [],
      json: null,
    });
    expect(parseCommand(["proof", "--", "list", "list", "--json", "a.json"], known)).toMatchObject({
      names: ["list"],
      json: "a.json",
    });
  });

  it("runs all parts of a measure, or those that are named", () => {
    const measure = { name: "wire", description: "", parts: ["rates", "overload"], run: async () => {} };
    const { only } = parseCommand(["bench", "list", "--only", "overload"], known);
    expect(partsOf(measure, only)).toEqual(new Set(["overload"]));
    expect(partsOf(measure, [])).toEqual(new Set(["rates", "overload"]));
    expect(() => partsOf(measure, ["speed"])).toThrow(
      new UsageError('"wire" has no part called "speed"; there are: rates, overload.'),
    );
  });

  it("answers what it cannot follow with one sentence", () => {
    for (const args of [[], ["speed"], ["bench", "lists"], ["bench", "--jsn", "x"], ["bench", "--json"]]) {
      expect(() => parseCommand(args, known)).toThrow(UsageError);
    }
    expect(() => parseCommand(["bench", "lists"], known)).toThrow(
      'There is no bench called "lists"; there are: kernel, list.',
    );
  });
});

describe("goals", () => {
  it("are reached at their edge, and never by something that is not a number", () => {
    expect(reaches(3, { atMost: 3 })).toBe(true);
    expect(reaches(3.01, { atMost: 3 })).toBe(false);
    expect(reaches(3, { atLeast: 3 })).toBe(true);
    expect(reaches(2.99, { atLeast: 3 })).toBe(false);
    expect(reaches(Number.NaN, { atMost: 3 })).toBe(false);
    expect(reaches(Number.NaN, null)).toBe(false);
  });

  it("show in the rows and in the table", () => {
    const { report, results } = collect("list", () => {});
    report.figure("p95 over median", 4.2049, "×", { atMost: 3 });
    report.figure("rows", 1_000_000, "rows");
    report.check("plan uses an index", true);
    expect(results).toEqual([
      { name: "list · p95 over median", value: 4.2049, goal: { atMost: 3 }, pass: false, unit: "×" },
      { name: "list · rows", value: 1_000_000, goal: null, pass: true, unit: "rows" },
      { name: "list · plan uses an index", value: 1, goal: { atLeast: 1 }, pass: true, unit: "holds" },
    ]);
    const table = formatTable(results);
    expect(table).toMatch(/p95 over median\s+4\.2 ×\s+≤ 3\s+MISSED/);
    expect(table).toMatch(/rows\s+1,000,000 rows\n/);
    expect(table).toMatch(/plan uses an index\s+yes\s+yes\s+pass/);
  });
});

describe("statistics", () => {
  it("takes percentiles by the nearest rank", () => {
    const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([percentile(samples, 0.5), percentile(samples, 0.95), percentile(samples, 1)]).toEqual([50, 95, 100]);
    expect(median([7])).toBe(7);
    expect(median([])).toBeNaN();
  });

  it("interleaves the variants and gives each its median", async () => {
    const order: string[] = [];
    const variant = (name: string, value: number) => async () => {
      order.push(name);
      return value;
    };
    expect(await interleave({ a: variant("a", 1), b: variant("b", 2) }, 3)).toEqual({ a: 1, b: 2 });
    expect(order.join("")).toBe("abbaab");
  });

  it("keeps no more calls running than allowed, and makes each once", async () => {
    const made: number[] = [];
    let running = 0;
    let most = 0;
    const samples = await underLoad(50, 4, async (index) => {
      running += 1;
      most = Math.max(most, running);
      made.push(index);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
    });
    expect(samples).toHaveLength(50);
    expect(most).toBe(4);
    expect(made.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    await expect(underLoad(3, 2, () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  });
});

describe("registry", () => {
  it("finds every measure under its file's name", async () => {
    for (const kind of ["bench", "proof"] as const) {
      for (const name of measureNames(kind)) {
        const measure = await loadMeasure(kind, name);
        expect(measure.description).not.toBe("");
      }
    }
  });
});
