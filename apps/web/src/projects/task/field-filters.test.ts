import type { ListState } from "@steward/ui";
import { expect, it, vi } from "vitest";
import { withFieldFilters } from "./field-filters.ts";

it("shows each condition as a filter of its own, and keeps them as one", () => {
  const setFilter = vi.fn();
  const query = { filter: { isOpen: true, customFields: { a: ["Oak"], b: false } }, setFilter };
  const shown = withFieldFilters(query as unknown as ListState);
  expect(shown.filter).toEqual({ ...query.filter, "field:a": ["Oak"], "field:b": false });
  shown.setFilter("field:b", true);
  expect(setFilter).toHaveBeenLastCalledWith("customFields", { a: ["Oak"], b: true });
  shown.setFilter("isOpen", undefined);
  expect(setFilter).toHaveBeenLastCalledWith("isOpen", undefined);
  withFieldFilters({ filter: {}, setFilter } as unknown as ListState).setFilter("field:c", "x");
  expect(setFilter).toHaveBeenLastCalledWith("customFields", { c: "x" });
});
