import { stringify } from "@steward/wire/server";
import superjson from "superjson";

/** Writes a page of accounts over and over, in three ways, turn by turn. Told by messages how many times. */
export interface SerializerJob {
  readonly turns: number;
}

/** Microseconds for one page, the median of the turns, and the lowest and highest ratio to JSON.stringify of any. */
export interface SerializerResult {
  readonly ours: number;
  readonly json: number;
  readonly superjson: number;
  /** Ours over JSON.stringify, turn by turn. */
  readonly ratios: readonly number[];
}

/** All different, and more than anybody would remember: every answer of a server has its own rows and times. */
const pagesPerTurn = 400;
const made = Date.UTC(2026, 0, 1);
const rowsPerPage = 100;
const pageOf = (page: number) => ({
  items: Array.from({ length: rowsPerPage }, (_, row) => page * rowsPerPage + row).map((index) => ({
    id: `0193a5e0-7c1e-7000-8000-${String(index).padStart(12, "0")}`,
    name: `Mill Lane Bakery ${index}`,
    domain: `bakery${index}.example`,
    email: index % 3 === 0 ? null : `office@bakery${index}.example`,
    phone: "+493012345678",
    industry: "Food production",
    employees: index,
    annualRevenueMinor: index * 1_000_000,
    owner: { id: `0193a5e0-7c1e-7000-9000-${String(index).padStart(12, "0")}`, name: "Anna Berg" },
    tags: index % 2 === 0 ? [] : [{ id: "0193a5e0-7c1e-7000-a000-000000000001", name: "Key account", colour: "blue" }],
    createdAt: new Date(made + index * 60_000),
    updatedAt: new Date(made + index * 90_000),
    version: 1,
  })),
  nextCursor: "eyJ2YWx1ZSI6Ik1pbGwgTGFuZSBCYWtlcnkifQ",
});
const pages = Array.from({ length: pagesPerTurn }, (_, page) => pageOf(page));

function timeUs(write: (value: unknown) => string): number {
  const start = performance.now();
  let length = 0;
  for (const page of pages) length += write(page).length;
  if (length === 0) throw new Error("Nothing was written.");
  return ((performance.now() - start) * 1000) / pagesPerTurn;
}

const middle = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function run({ turns }: SerializerJob): SerializerResult {
  const rows = Array.from({ length: turns }, () => ({
    json: timeUs(JSON.stringify),
    ours: timeUs(stringify),
    superjson: timeUs((value) => superjson.stringify(value)),
  }));
  // The first turns are the compiler's.
  const warm = rows.slice(Math.ceil(turns / 5));
  return {
    ours: middle(warm.map((row) => row.ours)),
    json: middle(warm.map((row) => row.json)),
    superjson: middle(warm.map((row) => row.superjson)),
    ratios: warm.map((row) => row.ours / row.json),
  };
}

process.on("message", (job: SerializerJob) => {
  try {
    process.send?.({ result: run(job) });
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
process.on("disconnect", () => process.exit());
