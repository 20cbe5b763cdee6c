/**
 * The roles a table's elements have by nature, said again: a phone shows the same rows as cards, and browsers
 * drop a table's semantics once its `display` changes.
 */
export const roles = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  header: { role: "columnheader" },
  cell: { role: "cell" },
} as const;

/** A region that scrolls has to be reachable by keyboard. */
export const scrollable = { tabIndex: 0 } as const;
