"use client";

import { Box } from "@mantine/core";
import { type CSSProperties, useMemo, useRef } from "react";
import { EmptyState, ErrorState } from "../state/states.tsx";
import { BulkBar } from "./bulk-bar.tsx";
import { columnLayout, filtersOf } from "./columns.ts";
import classes from "./data-table.module.css";
import { LoadMore } from "./load-more.tsx";
import { NothingMatches } from "./nothing-matches.tsx";
import { TableHead } from "./table-head.tsx";
import { roles, scrollable } from "./table-roles.ts";
import { SkeletonRows, TableRow } from "./table-row.tsx";
import { TableToolbar } from "./table-toolbar.tsx";
import type { DataTableProps, FilterDefinition } from "./types.ts";
import { useRowKeys } from "./use-row-keys.ts";
import { useSelection } from "./use-selection.ts";

/** The list every module works in. It shows; fetching is the caller's, through `query.input` and `pages`. */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const { label, columns, query, pages, rowHref, rowLabel, bulkActions = [], fill = true } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const layout = useMemo(
    () => columnLayout(columns, query.hidden, query.widths),
    [columns, query.hidden, query.widths],
  );
  const filters = useMemo(() => [...filtersOf(columns), ...(props.filters ?? [])], [columns, props.filters]);
  const selection = useSelection(pages.items, `${query.search} ${JSON.stringify(query.filter)}`);
  const selectable = bulkActions.length > 0;
  const onKeyDown = useRowKeys(scroller, selectable ? selection.toggle : undefined);
  const nameOf = (row: Row) => rowLabel?.(row) ?? row.id;
  const failed = pages.error !== undefined && pages.items.length === 0;
  const empty = !failed && !pages.isLoading && pages.items.length === 0;
  return (
    <Box className={classes.root}>
      <TableToolbar {...props} filters={filters} />
      {failed ? <ErrorState error={pages.error} onRetry={pages.refetch} /> : null}
      {empty ? <NothingHere {...props} filters={filters} /> : null}
      {failed || empty ? null : (
        <>
          <section
            ref={scroller}
            className={classes.scroller}
            data-fill={fill || undefined}
            aria-label={label}
            {...scrollable}
            onKeyDown={onKeyDown}
          >
            <div className={classes.progress} data-active={(pages.isFetching && !pages.isLoading) || undefined} />
            <table
              className={classes.table}
              data-density={query.density}
              aria-busy={pages.isLoading}
              aria-label={label}
              {...roles.table}
              style={widthVariable(layout.reduce((sum, column) => sum + column.width, selectable ? 36 : 0))}
            >
              <TableHead layout={layout} query={query} selection={selectable ? selection : undefined} label={label} />
              <tbody {...roles.group}>
                {pages.isLoading ? (
                  <SkeletonRows layout={layout} selectable={selectable} />
                ) : (
                  pages.items.map((row) => (
                    <TableRow
                      key={row.id}
                      row={row}
                      layout={layout}
                      href={rowHref?.(row)}
                      name={selectable ? nameOf(row) : ""}
                      selected={selection.ids.has(row.id)}
                      onSelect={selectable ? selection.toggle : undefined}
                    />
                  ))
                )}
              </tbody>
            </table>
            <LoadMore pages={pages} label={label} root={fill ? scroller : undefined} />
          </section>
          <BulkBar actions={bulkActions} selection={selection} />
        </>
      )}
    </Box>
  );
}

// A variable, not a style: on a phone, where the table is a list of cards, the sheet ignores it.
function widthVariable(pixels: number): CSSProperties {
  return { "--steward-table-width": `${pixels}px` } as CSSProperties;
}

function NothingHere<Row extends { id: string }>({
  query,
  filters,
  empty,
  label,
}: DataTableProps<Row> & { filters: readonly FilterDefinition[] }) {
  const narrowed = query.search !== "" || filters.some((filter) => query.filter[filter.key] !== undefined);
  if (narrowed) return <NothingMatches label={label} onClear={query.clearFilters} />;
  return <EmptyState {...empty} />;
}
