"use client";

import type { DragStart, DragUpdate } from "@hello-pangea/dnd";
import { DragDropContext, type DropResult, type ResponderProvided } from "@hello-pangea/dnd";
import { type ReactNode, useRef } from "react";
import type { Tone } from "../part/status-badge.tsx";
import { scrollable } from "../table/table-roles.ts";
import classes from "./board.module.css";
import { BoardLane } from "./board-lane.tsx";
import { useBoardMoves } from "./use-board-moves.ts";

export interface BoardColumn<Card> {
  id: string;
  title: string;
  tone?: Tone;
  cards: readonly Card[];
  /** All cards of the column, not only the loaded ones. */
  count?: number;
  /** What the column adds up to: an amount. */
  sum?: ReactNode;
  hasMore?: boolean;
  loading?: boolean;
  onLoadMore?: () => unknown;
  /** Nothing may be dropped here, and why. */
  locked?: string;
}

export interface BoardProps<Card extends { id: string }> {
  label: string;
  columns: readonly BoardColumn<Card>[];
  renderCard: (card: Card) => ReactNode;
  /** Names a card for screen readers: `Hottechi, 40 seats`. */
  cardLabel: (card: Card) => string;
  cardHref?: (card: Card) => string;
  /**
   * The move is shown at once; a rejection takes it back and is said. Resolve when `columns` have caught up, or the
   * card shows in its old lane in between. `index` counts without the card itself.
   */
  onMove: (cardId: string, toColumn: string, index: number) => Promise<unknown>;
}

/** Cards in columns, moved by mouse, touch or keyboard: Space lifts, arrows move, Space drops, Escape cancels. */
export function Board<Card extends { id: string }>(props: BoardProps<Card>) {
  const { label, columns, cardLabel, onMove } = props;
  const { cardsOf, move, moving } = useBoardMoves(columns, onMove);
  const board = useRef<HTMLElement>(null);
  const titleOf = (id: string | undefined) => columns.find((column) => column.id === id)?.title ?? "";
  const nameOf = (id: string) => {
    const card = columns.flatMap((column) => column.cards).find((each) => each.id === id);
    return card ? cardLabel(card) : "Card";
  };

  // Keys move a card only into lanes that can be seen: the present one goes to the middle, so that both
  // neighbours show.
  const showLane = (id: string | undefined, mode: DragStart["mode"]) => {
    if (mode !== "SNAP" || id === undefined) return;
    const lane = board.current?.querySelector<HTMLElement>(`[data-lane="${CSS.escape(id)}"]`);
    if (!board.current || !lane) return;
    board.current.scrollLeft =
      lane.offsetLeft - board.current.offsetLeft - (board.current.clientWidth - lane.offsetWidth) / 2;
  };

  const start = (event: DragStart, { announce }: ResponderProvided) => {
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
    const { destination, source, draggableId } = result;
    const stayed = destination?.droppableId === source.droppableId && destination.index === source.index;
    if (!destination || stayed) return announce(`${nameOf(draggableId)} stays in ${titleOf(source.droppableId)}.`);
    announce(`Moved ${nameOf(draggableId)} to ${titleOf(destination.droppableId)}, position ${destination.index + 1}.`);
    void move(draggableId, destination.droppableId, destination.index).then(() => refocus(draggableId));
  };

  return (
    <DragDropContext
      onDragStart={start}
      onDragUpdate={update}
      onDragEnd={end}
      dragHandleUsageInstructions="Press Space to lift the card, arrow keys to move it, Space to drop it, Escape to cancel."
    >
      <section ref={board} className={classes.board} aria-label={label} {...scrollable}>
        {columns.map((column) => (
          <BoardLane key={column.id} {...props} column={column} cards={cardsOf(column.id)} moving={moving} />
        ))}
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
