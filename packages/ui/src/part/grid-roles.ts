/**
 * The roles of a grid (WAI-ARIA) whose rows and cells are placed by style: a table's elements would bring the table's
 * layout along, and lose their meaning with another one.
 */
export const gridRoles = {
  tree: { role: "treegrid" },
  grid: { role: "grid" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  columnHeader: { role: "columnheader" },
  rowHeader: { role: "rowheader" },
  cell: { role: "gridcell" },
} as const;
