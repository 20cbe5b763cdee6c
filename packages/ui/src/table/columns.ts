import type { Column, FilterDefinition } from "./types.ts";

const defaultWidth = 160;
const titleWidth = 200;
const cardColumns = 5;

export interface LaidColumn<Row> {
  column: Column<Row>;
  width: number;
  /** The field to sort by, where the column sorts. */
  sortField: string | undefined;
  first: boolean;
  inCard: boolean;
}

/** Which columns are hidden: what the person chose, else what the page suggests. The first never is. */
export function hiddenColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: readonly string[] | undefined,
): Set<string> {
  const hidden = chosen ?? columns.filter((column) => column.defaultHidden).map((column) => column.id);
  const fixed = columns.filter((column, index) => index === 0 || column.hideable === false).map((column) => column.id);
  return new Set(hidden.filter((id) => !fixed.includes(id)));
}

function sortFieldOf<Row>(column: Column<Row>): string | undefined {
  if (!column.sortable) return undefined;
  return column.sortable === true ? column.id : column.sortable;
}

/** The visible columns with their widths, in order. */
export function columnLayout<Row>(
  columns: readonly Column<Row>[],
  chosenHidden: readonly string[] | undefined,
  widths: Readonly<Record<string, number>>,
): LaidColumn<Row>[] {
  const hidden = hiddenColumns(columns, chosenHidden);
  return columns
    .filter((column) => !hidden.has(column.id))
    .map((column, index) => ({
      column,
      first: index === 0,
      width: index === 0 ? (column.width ?? titleWidth) : (widths[column.id] ?? column.width ?? defaultWidth),
      sortField: sortFieldOf(column),
      inCard: column.inCard ?? index < cardColumns,
    }));
}

/** The filters that columns declare, named after their column unless they say otherwise. */
export function filtersOf<Row>(columns: readonly Column<Row>[]): FilterDefinition[] {
  return columns.flatMap(({ id, header, filter }) =>
    filter ? [{ ...filter, key: filter.key ?? id, label: filter.label ?? header }] : [],
  );
}
