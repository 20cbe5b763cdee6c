import { describe, expect, it } from "vitest";
import { columnLayout, filtersOf, hiddenColumns } from "./columns.ts";
import { readPreferences } from "./list-preferences.ts";
import type { Column } from "./types.ts";

const columns: Column<{ id: string }>[] = [
  { id: "name", header: "Name", sortable: true, render: () => null },
  { id: "sector", header: "Sector", filter: { kind: "text" }, render: () => null },
  { id: "value", header: "Value", sortable: "amountMinor", width: 120, render: () => null },
  { id: "created", header: "Created", defaultHidden: true, render: () => null },
];
const shown = (hidden?: string[]) => columnLayout(columns, hidden, {}).map(({ column }) => column.id);

describe("columns", () => {
  it("hides what the page suggests until the person chooses", () => {
    expect(shown()).toEqual(["name", "sector", "value"]);
    expect(shown(["sector"])).toEqual(["name", "value", "created"]);
    expect(shown([])).toEqual(["name", "sector", "value", "created"]);
  });

  it("never hides the column that names the row", () => {
    expect(hiddenColumns(columns, ["name"]).has("name")).toBe(false);
  });

  it("sorts by the column's id or by the field it names", () => {
    expect(columnLayout(columns, [], {}).map(({ sortField }) => sortField)).toEqual([
      "name",
      undefined,
      "amountMinor",
      undefined,
    ]);
  });

  it("takes a person's width over the page's", () => {
    expect(columnLayout(columns, [], { value: 300 }).map(({ width }) => width)).toEqual([200, 160, 300, 160]);
  });

  it("names filters after their column", () => {
    expect(filtersOf(columns)).toEqual([{ kind: "text", key: "sector", label: "Sector" }]);
  });
});

describe("stored preferences", () => {
  it.each([undefined, "", "{", "null", "7", '{"widths":{"a":"wide"}}', '{"density":"huge","hidden":7}'])(
    "%j never breaks a list",
    (text) => {
      expect(readPreferences(text)).toMatchObject({ widths: {}, density: "comfortable" });
    },
  );

  it("keeps what is right", () => {
    expect(readPreferences('{"hidden":["a"],"widths":{"b":90},"density":"compact"}')).toEqual({
      hidden: ["a"],
      widths: { b: 90 },
      density: "compact",
    });
  });
});
