"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { rangeBetween } from "./selection-range.ts";

export interface Selection<Row extends { id: string }> {
  ids: ReadonlySet<string>;
  rows: Row[];
  /** `extend` selects everything from the last touched row to this one. */
  toggle: (id: string, extend?: boolean) => void;
  toggleAll: () => void;
  clear: () => void;
  all: boolean;
}

/** Which rows are chosen. Choosing ends when `scope` (the search and filters) changes: hidden rows stay untouched. */
export function useSelection<Row extends { id: string }>(items: readonly Row[], scope: string): Selection<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set<string>());
  const last = useRef<string | undefined>(undefined);
  useEffect(() => {
    setIds(new Set());
    last.current = undefined;
  }, [scope]);
  const rows = useMemo(() => items.filter((row) => ids.has(row.id)), [items, ids]);
  const all = items.length > 0 && rows.length === items.length;

  const toggle = (id: string, extend = false) => {
    const touched = extend ? rangeBetween(items, last.current, id) : [id];
    last.current = id;
    setIds((now) => {
      const next = new Set(now);
      const select = !now.has(id);
      for (const each of touched) {
        if (select) next.add(each);
        else next.delete(each);
      }
      return next;
    });
  };

  return {
    ids,
    rows,
    toggle,
    toggleAll: () => setIds(all ? new Set() : new Set(items.map((row) => row.id))),
    clear: () => setIds(new Set()),
    all,
  };
}
