"use client";

import type { DragStart, DragUpdate } from "@hello-pangea/dnd";
import { DragDropContext, type DropResult, type ResponderProvided } from "@hello-pangea/dnd";
import { useRef, useState } from "react";
import { scrollable } from "../table/table-roles.ts";
import classes from "./board.module.css";
import { BoardLane } from "./board-lane.tsx";
import { BoardSwimlanes } from "./board-swimlanes.tsx";
import { cellOf } from "./cells.ts";
import type { BoardProps } from "./types.ts";
import { useBoardMoves } from "./use-board-moves.ts";

/** Cards in columns, moved by mouse, touch or keyboard: Space lifts, arrows move, Space drops, Escape cancels. */
export function Board<Card extends { id: string }>(props: BoardProps<Card>) {
  const { label, columns, swimlanes, cardLabel } = props;
  const { cardsIn, countOf, move, moving } = useBoardMoves(props);
  const [isDragging, setIsDragging] = useState(false);
  const board = useRef<HTMLElement>(null);
  const titleOf = (cell: string) => {
    const { column, swimlane } = cellOf(cell);
    const titles = [columns.find(({ id }) => id === column), swimlanes?.find(({ id }) => id === swimlane)];
    return titles.flatMap((each) => each?.title ?? []).join(", ");
  };
  const nameOf = (id: string) => {
    const card = columns.flatMap((column) => column.cards).find((each) => each.id === id);
    return card ? cardLabel(card) : "Card";
  };
  /** What a drop leaves to be said of the column: only a card that comes from elsewhere can be one too many. */
  const limitText = (from: string, to: string) => {
    const [source, target] = [cellOf(from).column, cellOf(to).column];
    const limit = columns.find(({ id }) => id === target)?.limit;
    return limit !== undefined && source !== target && countOf(target) + 1 > limit
      ? ` Over its limit of ${limit}.`
      : "";
  };

  // Keys move a card only into lanes that can be seen: the present one goes to the middle, so that both
  // neighbours show.
  const showLane = (id: string | undefined, mode: DragStart["mode"]) => {
    if (mode !== "SNAP" || id === undefined) return;
    const lane = board.current?.querySelector<HTMLElement>(`[data-lane="${CSS.escape(id)}"]`);
    if (!board.current || !lane) return;
    const { left, width } = lane.getBoundingClientRect();
    const around = board.current.getBoundingClientRect();
    board.current.scrollLeft += left - around.left - (around.width - width) / 2;
  };

  const start = (event: DragStart, { announce }: ResponderProvided) => {
    setIsDragging(true);
    showLane(event.source.droppableId, event.mode);
    announce(
      `Lifted ${nameOf(event.draggableId)}, position ${event.source.index + 1} in ${titleOf(event.source.droppableId)}. Arrow keys move it, Space drops it, Escape cancels.`,
    );
  };
  const update = (event: DragUpdate, { announce }: ResponderProvided) => {
    showLane(event.destination?.droppableId, event.mode);
    announce(
      event.destination
        ? `${nameOf(event.draggableId)}: position ${event.destination.index + 1} in ${titleOf(event.destination.droppableId)}.`
        : `${nameOf(event.draggableId)} is over no column.`,
    );
  };
  const end = (result: DropResult, { announce }: ResponderProvided) => {
    setIsDragging(false);
    const { destination, source, draggableId } = result;
    const stayed = destination?.droppableId === source.droppableId && destination.index === source.index;
    if (!destination || stayed) return announce(`${nameOf(draggableId)} stays in ${titleOf(source.droppableId)}.`);
    const { droppableId, index } = destination;
    const over = limitText(source.droppableId, droppableId);
    announce(`Moved ${nameOf(draggableId)} to ${titleOf(droppableId)}, position ${index + 1}.${over}`);
    void move(draggableId, droppableId, index).then(() => refocus(draggableId));
  };

  return (
    <DragDropContext
      onDragStart={start}
      onDragUpdate={update}
      onDragEnd={end}
      dragHandleUsageInstructions="Press Space to lift the card, arrow keys to move it, Space to drop it, Escape to cancel."
    >
      <section
        ref={board}
        className={classes.board}
        data-board
        data-swimlanes={swimlanes !== undefined || undefined}
        aria-label={label}
        {...scrollable}
      >
        {swimlanes ? (
          <BoardSwimlanes
            {...props}
            swimlanes={swimlanes}
            cardsIn={cardsIn}
            countOf={countOf}
            moving={moving}
            isDragging={isDragging}
          />
        ) : (
          columns.map((column) => (
            <BoardLane
              key={column.id}
              {...props}
              column={column}
              cards={cardsIn(column.id)}
              count={countOf(column.id)}
              moving={moving}
              isDragging={isDragging}
            />
          ))
        )}
      </section>
    </DragDropContext>
  );
}

// A refused card is drawn anew in its old lane; whoever moved it by keyboard goes on from there.
function refocus(cardId: string): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>(`[data-rfd-drag-handle-draggable-id="${CSS.escape(cardId)}"]`)?.focus();
  });
}
