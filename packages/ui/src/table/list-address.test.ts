import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { cleanFilter, readListAddress, writeListAddress } from "./list-address.ts";

const filterSchema = z.object({
  stage: z.array(z.enum(["open", "won", "lost"])).optional(),
  owner: z.array(z.string().min(1)).optional(),
  sector: z.string().min(1).optional(),
  archived: z.boolean().optional(),
  employees: z.object({ min: z.number().optional(), max: z.number().optional() }).optional(),
  closeDate: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }).optional(),
  /** Conditions by the id of a field. */
  answers: z
    .record(
      z.uuid(),
      z.union([
        z.string().min(1),
        z.boolean(),
        z.array(z.string().min(1)).min(1),
        z.strictObject({ min: z.number() }),
        z.strictObject({ from: z.iso.date() }),
      ]),
    )
    .optional(),
});
const { shape } = filterSchema;
const sortable = ["name", "amountMinor"];
const defaultSort = { field: "name", direction: "asc" } as const;

const word = fc.string({ minLength: 1, maxLength: 20 });
const tricky = fc.oneof(word, fc.constantFrom("1", "true", "null", '"x"', "[]", "a&b=c", "é ü", "+", "%20", "{}"));
const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const day = fc.integer({ min: 0, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

const filters = fc.record(
  {
    stage: fc.uniqueArray(fc.constantFrom("open", "won", "lost"), { minLength: 1 }),
    owner: fc.array(tricky, { minLength: 1, maxLength: 4 }),
    sector: tricky,
    archived: fc.boolean(),
    employees: fc.oneof(fc.record({ min: fc.integer() }), fc.record({ min: fc.integer(), max: fc.integer() })),
    closeDate: fc.oneof(fc.record({ from: day }), fc.record({ from: day, to: day })),
    answers: fc.dictionary(
      fc.uuid(),
      fc.oneof(
        tricky,
        fc.boolean(),
        fc.array(tricky, { minLength: 1, maxLength: 3 }),
        fc.record({ min: fc.integer() }),
        fc.record({ from: day }),
      ),
      { minKeys: 1, maxKeys: 3, noNullPrototype: true },
    ),
  },
  { requiredKeys: [] },
);

const states = fc.record({
  search: fc.string({ maxLength: 60 }).map((text) => text.trim()),
  filter: filters,
  sort: some(
    fc.record({ field: fc.constantFrom(...sortable), direction: fc.constantFrom("asc" as const, "desc" as const) }),
  ),
  view: some(fc.uuid()),
});

const read = (params: URLSearchParams) => readListAddress(params, shape, sortable);

describe("the list in the URL", () => {
  it("comes back as it went, for every state", () => {
    fc.assert(
      fc.property(states, (state) => {
        const text = writeListAddress(new URLSearchParams(), state, defaultSort).toString();
        const back = read(new URLSearchParams(text));
        expect({ ...back, sort: back.sort ?? defaultSort }).toEqual({ ...state, sort: state.sort ?? defaultSort });
      }),
    );
  });

  it("opens whatever stands in the URL, with nothing the schema refuses", () => {
    const name = fc.constantFrom(
      "q",
      "sort",
      "view",
      "f.stage",
      "f.employees.min",
      "f.closeDate",
      "f.archived",
      "f.owner",
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.oneof(tricky, fc.json())), { maxLength: 8 }), (pairs) => {
        const state = read(new URLSearchParams(pairs));
        expect(filterSchema.safeParse(state.filter).success).toBe(true);
        if (state.sort) expect(sortable).toContain(state.sort.field);
      }),
    );
  });

  it("stays readable and leaves out what is default", () => {
    const state = {
      search: "hot",
      filter: { stage: ["won", "lost"], closeDate: { from: "2017-03-01" }, owner: [] },
      sort: defaultSort,
      view: undefined,
    };
    expect(writeListAddress(new URLSearchParams(), state, defaultSort).toString()).toBe(
      "q=hot&f.stage=won&f.stage=lost&f.closeDate.from=2017-03-01",
    );
  });

  it("keeps parameters of others and removes its own", () => {
    const base = new URLSearchParams("tab=board&q=old&f.stage=won&sort=-name");
    const empty = { search: "", filter: {}, sort: undefined, view: undefined };
    expect(writeListAddress(base, empty, defaultSort).toString()).toBe("tab=board");
  });

  it("keeps a filter's text that looks like a number", () => {
    expect(read(new URLSearchParams('f.sector="42"')).filter).toEqual({ sector: "42" });
    expect(read(new URLSearchParams("f.sector=42")).filter).toEqual({ sector: "42" });
  });

  it("drops from a saved view what the schema no longer knows", () => {
    expect(cleanFilter({ stage: ["won"], gone: 1, employees: { min: "many" } }, shape)).toEqual({ stage: ["won"] });
    expect(cleanFilter("nonsense", shape)).toEqual({});
  });
});
