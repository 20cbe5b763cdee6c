"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import { notifyError } from "../feedback/notify.tsx";
import { cellOf, lanesOf } from "./cells.ts";
import { type Lanes, moveCard } from "./move-card.ts";
import type { BoardProps } from "./types.ts";

interface Move {
  key: number;
  cardId: string;
  toCell: string;
  index: number;
}

/**
 * Moves shown before the server answers. What the server has is the base; moves under way are laid over it, so a
 * refused move falls back by itself and a refetch in between loses nothing.
 */
export function useBoardMoves<Card extends { id: string }>(props: BoardProps<Card>) {
  const { columns, swimlanes, swimlaneOf, onMove } = props;
  const [moves, setMoves] = useState<readonly Move[]>([]);
  const counter = useRef(0);
  const cards = useMemo(
    () => new Map(columns.flatMap((column) => column.cards.map((card) => [card.id, card]))),
    [columns],
  );
  const base = useMemo(() => lanesOf(columns, swimlanes, swimlaneOf), [columns, swimlanes, swimlaneOf]);
  const lanes = useMemo(
    () => moves.reduce((state: Lanes, move) => moveCard(state, move.cardId, move.toCell, move.index), base),
    [base, moves],
  );
  const cells = useMemo(
    () => new Map(Object.entries(lanes).map(([cell, ids]) => [cell, ids.flatMap((id) => cards.get(id) ?? [])])),
    [lanes, cards],
  );

  const move = async (cardId: string, toCell: string, index: number) => {
    counter.current += 1;
    const key = counter.current;
    const { column, swimlane } = cellOf(toCell);
    const others = (lanes[toCell] ?? []).filter((id) => id !== cardId);
    setMoves((now) => [...now, { key, cardId, toCell, index }]);
    try {
      await onMove(cardId, column, index, {
        ...(swimlane === undefined ? {} : { swimlane }),
        previousId: others[index - 1] ?? null,
        nextId: others[index] ?? null,
      });
    } catch (error) {
      notifyError(error);
    } finally {
      setMoves((now) => now.filter((each) => each.key !== key));
    }
  };

  const cardsIn = useCallback((cell: string): readonly Card[] => cells.get(cell) ?? [], [cells]);
  const moving = useMemo(() => new Set(moves.map((each) => each.cardId)), [moves]);
  // The server's count is of its own state; moves under way shift it by the difference in loaded cards.
  const countOf = (column: string) => {
    const loaded = loadedIn(lanes, column);
    const count = columns.find(({ id }) => id === column)?.count;
    return count === undefined ? loaded : count + loaded - loadedIn(base, column);
  };
  return { cardsIn, countOf, move, moving };
}

function loadedIn(lanes: Lanes, column: string): number {
  return Object.entries(lanes).reduce(
    (sum, [cell, ids]) => (cellOf(cell).column === column ? sum + ids.length : sum),
    0,
  );
}
