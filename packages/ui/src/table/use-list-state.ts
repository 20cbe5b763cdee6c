"use client";

import { defaultPageSize } from "@steward/contracts/kernel/list";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import type { z } from "zod";
import { cleanFilter, type ListAddress, readListAddress, type SortState, writeListAddress } from "./list-address.ts";
import { useListPreferences } from "./list-preferences.ts";
import type { ListState, ViewState } from "./types.ts";

export interface ListStateOptions<Field extends string, Filter extends z.ZodRawShape> {
  /** The resource's address, such as `crm.account`: under it the browser keeps columns and density. */
  address: string;
  sortable: readonly [Field, ...Field[]];
  /** Without it the first sortable field, ascending, as the procedure has it. */
  defaultSort?: { field: Field; direction: "asc" | "desc" };
  filterSchema: z.ZodObject<Filter>;
  limit?: number;
}

/** The procedure's list input, without the cursor. */
export interface ListQuery<Field extends string, Filter extends z.ZodRawShape> {
  search?: string;
  filter: Partial<z.output<z.ZodObject<Filter>>>;
  sort: { field: Field; direction: "asc" | "desc" };
  limit: number;
}

type Navigate = "push" | "replace";

/**
 * A list's search, filter, sort and view in the URL: shareable, and the back button undoes a filter. What the
 * schema refuses is dropped. Pages that use it need a `<Suspense>` boundary where they are prerendered.
 */
export function useListState<const Field extends string, Filter extends z.ZodRawShape>(
  options: ListStateOptions<Field, Filter>,
): ListState & { input: ListQuery<Field, Filter> } {
  const { address, sortable, filterSchema, limit = defaultPageSize } = options;
  const params = useSearchParams();
  const { preferences, change } = useListPreferences(address);
  const defaultSort = options.defaultSort ?? { field: sortable[0], direction: "asc" };
  // The optional wrapper is what the procedure's own input puts around each filter.
  const shape = useMemo(() => filterSchema.partial().shape, [filterSchema]);
  const text = params.toString();
  const state = useMemo(() => readListAddress(new URLSearchParams(text), shape, sortable), [text, shape, sortable]);
  const sort = typedSort(state.sort, sortable) ?? defaultSort;

  const write = useCallback(
    (part: Partial<ListAddress>, how: Navigate = "push") => {
      const now = new URLSearchParams(window.location.search);
      const current = readListAddress(now, shape, sortable);
      const next = writeListAddress(now, { ...current, ...part }, defaultSort).toString();
      if (next === now.toString()) return;
      const url = `${window.location.pathname}${next ? `?${next}` : ""}${window.location.hash}`;
      // Next keeps useSearchParams in step with the History API; its router would ask the server to render again.
      if (how === "push") window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
    },
    [shape, sortable, defaultSort.field, defaultSort.direction],
  );

  const applyView = (view: { id: string; state: ViewState } | undefined) => {
    const stored = view?.state ?? {};
    write({
      view: view?.id,
      search: stored.search ?? "",
      filter: cleanFilter(stored.filter, shape),
      sort: typedSort(stored.sort, sortable),
    });
    change({ hidden: stored.hidden ? [...stored.hidden] : undefined });
  };

  const filter = state.filter as Partial<z.output<z.ZodObject<Filter>>>;
  const { search } = state;
  const input = useMemo(
    () => ({
      ...(search ? { search } : {}),
      filter,
      sort: { field: sort.field, direction: sort.direction },
      limit,
    }),
    [search, filter, sort.field, sort.direction, limit],
  );

  return {
    address,
    search,
    filter: state.filter,
    sort,
    view: state.view,
    ...preferences,
    hidden: preferences.hidden,
    setSearch: (next) => write({ search: next.trim() }, "replace"),
    setFilter: (key, value) => write({ filter: { ...state.filter, [key]: value } }),
    clearFilters: () => write({ filter: {}, search: "" }),
    setSort: (next) => write({ sort: next }),
    setHidden: (hidden) => change({ hidden: hidden ? [...hidden] : undefined }),
    setWidth: (column, width) => change({ widths: withWidth(preferences.widths, column, width) }),
    setDensity: (density) => change({ density }),
    applyView,
    adoptView: (id) => write({ view: id }, "replace"),
    input,
  };
}

function typedSort<Field extends string>(sort: SortState | undefined, sortable: readonly Field[]) {
  const field = sortable.find((candidate) => candidate === sort?.field);
  return sort && field ? { field, direction: sort.direction } : undefined;
}

function withWidth(widths: Readonly<Record<string, number>>, column: string, width: number | undefined) {
  const { [column]: _old, ...others } = widths;
  return width === undefined ? others : { ...others, [column]: Math.round(width) };
}
