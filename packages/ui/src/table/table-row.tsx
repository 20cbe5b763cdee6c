"use client";

import { Checkbox, Skeleton } from "@mantine/core";
import Link from "next/link";
import type { LaidColumn } from "./columns.ts";
import classes from "./data-table.module.css";
import { roles } from "./table-roles.ts";

interface TableRowProps<Row> {
  row: Row;
  layout: readonly LaidColumn<Row>[];
  href: string | undefined;
  name: string;
  selected: boolean;
  onSelect: ((id: string, extend?: boolean) => void) | undefined;
}

/** One record. Its link is stretched over the row, so that it opens by click, middle click and Enter alike. */
export function TableRow<Row extends { id: string }>({
  row,
  layout,
  href,
  name,
  selected,
  onSelect,
}: TableRowProps<Row>) {
  return (
    <tr
      {...roles.row}
      className={classes.row}
      data-row-id={row.id}
      data-link={href ? true : undefined}
      data-selected={selected || undefined}
      aria-selected={onSelect ? selected : undefined}
    >
      {onSelect ? (
        <td className={classes.check} {...roles.cell}>
          <Checkbox
            aria-label={`Select ${name}`}
            checked={selected}
            onChange={(event) => {
              const native = event.nativeEvent;
              onSelect(row.id, native instanceof MouseEvent && native.shiftKey);
            }}
          />
        </td>
      ) : null}
      {layout.map(({ column, first, inCard }) => (
        <td
          key={column.id}
          {...roles.cell}
          className={classes.td}
          data-align={column.align ?? "start"}
          data-first={first || undefined}
          data-card={inCard || undefined}
          data-label={column.header}
        >
          <span className={classes.cell}>
            {first && href ? (
              <Link href={href} className={classes.link} data-row-link prefetch={false}>
                {column.render(row)}
              </Link>
            ) : (
              column.render(row)
            )}
          </span>
        </td>
      ))}
    </tr>
  );
}

const skeletons = Array.from({ length: 10 }, (_, index) => `skeleton-${index}`);

/** The shape of rows on their way, so that nothing jumps when they come. */
export function SkeletonRows<Row>({ layout, selectable }: { layout: readonly LaidColumn<Row>[]; selectable: boolean }) {
  return skeletons.map((key, index) => (
    <tr key={key} className={classes.row} aria-hidden>
      {selectable ? (
        <td className={classes.check}>
          <Skeleton height={14} width={14} radius="xs" />
        </td>
      ) : null}
      {layout.map(({ column, first, inCard }) => (
        <td key={column.id} className={classes.td} data-first={first || undefined} data-card={inCard || undefined}>
          <Skeleton height={11} width={`${first ? 70 - ((index * 13) % 30) : 60}%`} />
        </td>
      ))}
    </tr>
  ));
}
