"use client";

import { UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { type CSSProperties, useId, useState } from "react";
import classes from "./board.module.css";
import { LaneCards, LaneEnd, LaneHead } from "./board-lane.tsx";
import { cellId } from "./cells.ts";
import type { BoardProps, BoardSwimlane } from "./types.ts";

interface BoardSwimlanesProps<Card extends { id: string }> extends BoardProps<Card> {
  swimlanes: readonly BoardSwimlane[];
  cardsIn: (cell: string) => readonly Card[];
  countOf: (column: string) => number;
  moving: ReadonlySet<string>;
  isDragging: boolean;
}

/** Columns crossed by rows: the columns' names stay at the top, a row's name at the left, each row can be closed. */
export function BoardSwimlanes<Card extends { id: string }>(props: BoardSwimlanesProps<Card>) {
  const { columns, swimlanes, countOf } = props;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const id = useId();
  const toggle = (swimlane: string) =>
    setClosed((now) =>
      now.has(swimlane) ? new Set([...now].filter((one) => one !== swimlane)) : new Set([...now, swimlane]),
    );
  return (
    <div className={classes.swimlanes} style={{ "--board-columns": columns.length } as CSSProperties}>
      <div className={classes.swimlaneHeads}>
        {columns.map((column) => (
          <LaneHead key={column.id} column={column} count={countOf(column.id)} headingId={`${id}-${column.id}`} />
        ))}
      </div>
      {swimlanes.map((swimlane) => (
        <Swimlane
          key={swimlane.id}
          {...props}
          swimlane={swimlane}
          isOpen={!closed.has(swimlane.id)}
          onToggle={() => toggle(swimlane.id)}
        />
      ))}
      {columns.some((column) => column.hasMore) ? (
        <div className={classes.swimlaneCells}>
          {columns.map((column) => (
            <div key={column.id} className={classes.swimlaneEnd}>
              <LaneEnd column={column} empty={false} />
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}

interface SwimlaneProps<Card extends { id: string }> extends BoardSwimlanesProps<Card> {
  swimlane: BoardSwimlane;
  isOpen: boolean;
  onToggle: () => void;
}

function Swimlane<Card extends { id: string }>(props: SwimlaneProps<Card>) {
  const { columns, swimlane, isOpen, onToggle, cardsIn } = props;
  const id = useId();
  const shown = columns.reduce((sum, column) => sum + cardsIn(cellId(column.id, swimlane.id)).length, 0);
  const count = swimlane.count ?? shown;
  return (
    <section aria-labelledby={id}>
      <h2 className={classes.swimlaneTitle}>
        <UnstyledButton className={classes.swimlaneToggle} aria-expanded={isOpen} onClick={onToggle}>
          <IconChevronRight size={14} aria-hidden className={classes.chevron} />
          {swimlane.meta}
          <span id={id}>{swimlane.title}</span>
          <span className={classes.count}>{count}</span>
        </UnstyledButton>
      </h2>
      {isOpen ? (
        <div className={classes.swimlaneCells}>
          {columns.map((column) => {
            const cell = cellId(column.id, swimlane.id);
            return (
              // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
              <div
                key={column.id}
                role="group"
                className={classes.cell}
                aria-label={`${column.title}, ${swimlane.title}`}
                data-lane={cell}
              >
                <LaneCards {...props} cell={cell} cards={cardsIn(cell)} locked={column.locked ?? swimlane.locked} />
              </div>
            );
          })}
        </div>
      ) : null}
    </section>
  );
}
