"use client";

import { Checkbox, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { KeyboardEvent, PointerEvent } from "react";
import type { LaidColumn } from "./columns.ts";
import classes from "./data-table.module.css";
import { roles } from "./table-roles.ts";
import type { ListState } from "./types.ts";
import type { Selection } from "./use-selection.ts";

interface TableHeadProps<Row extends { id: string }> {
  layout: readonly LaidColumn<Row>[];
  query: ListState;
  selection: Selection<Row> | undefined;
  label: string;
}

export function TableHead<Row extends { id: string }>({ layout, query, selection, label }: TableHeadProps<Row>) {
  return (
    <>
      <colgroup>
        {selection ? <col style={{ width: 36 }} /> : null}
        {layout.map(({ column, width, first }) => (
          <col key={column.id} style={first ? undefined : { width }} />
        ))}
      </colgroup>
      <thead className={classes.head} {...roles.group}>
        <tr {...roles.row}>
          {selection ? (
            <th className={classes.check} scope="col" {...roles.header}>
              <Checkbox
                aria-label={`Select all loaded ${label.toLowerCase()}`}
                checked={selection.all}
                indeterminate={selection.ids.size > 0 && !selection.all}
                onChange={selection.toggleAll}
              />
            </th>
          ) : null}
          {layout.map((laid) => (
            <HeadCell key={laid.column.id} laid={laid} query={query} />
          ))}
        </tr>
      </thead>
    </>
  );
}

const ariaSort = { asc: "ascending", desc: "descending" } as const;

function HeadCell<Row>({ laid, query }: { laid: LaidColumn<Row>; query: ListState }) {
  const { column, sortField, width, first } = laid;
  const direction = sortField === query.sort.field ? query.sort.direction : undefined;
  const resize = (next: number) => query.setWidth(column.id, Math.min(1200, Math.max(64, next)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (first || !event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    event.preventDefault();
    resize(width + (event.key === "ArrowRight" ? 16 : -16));
  };
  return (
    <th
      scope="col"
      {...roles.header}
      className={classes.th}
      data-align={column.align ?? "start"}
      aria-sort={direction ? ariaSort[direction] : undefined}
    >
      {sortField ? (
        <UnstyledButton
          className={classes.sort}
          onKeyDown={onKeyDown}
          onClick={() => query.setSort({ field: sortField, direction: direction === "asc" ? "desc" : "asc" })}
        >
          <span className={classes.headText}>{column.header}</span>
          <SortMark direction={direction} />
        </UnstyledButton>
      ) : (
        <span className={classes.headText}>{column.header}</span>
      )}
      {first ? null : (
        <div
          aria-hidden
          className={classes.handle}
          onPointerDown={(event) => startResize(event, width, resize)}
          onDoubleClick={() => query.setWidth(column.id, undefined)}
        />
      )}
    </th>
  );
}

function SortMark({ direction }: { direction: "asc" | "desc" | undefined }) {
  if (direction === "asc") return <IconArrowUp size={13} aria-hidden />;
  if (direction === "desc") return <IconArrowDown size={13} aria-hidden />;
  return <IconArrowsSort size={13} aria-hidden className={classes.unsorted} />;
}

function startResize(event: PointerEvent<HTMLElement>, width: number, resize: (width: number) => void): void {
  const handle = event.currentTarget;
  const from = event.clientX;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const move = (moved: globalThis.PointerEvent) => resize(width + moved.clientX - from);
  const end = () => {
    handle.removeEventListener("pointermove", move);
    handle.removeEventListener("pointerup", end);
    handle.removeEventListener("pointercancel", end);
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
}
