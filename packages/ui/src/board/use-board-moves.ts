"use client";

import { useMemo, useRef, useState } from "react";
import { notifyError } from "../feedback/notify.tsx";
import { type Lanes, moveCard } from "./move-card.ts";

interface Move {
  key: number;
  cardId: string;
  toColumn: string;
  index: number;
}

export interface BoardSource<Card> {
  id: string;
  cards: readonly Card[];
}

/**
 * Moves shown before the server answers. What the server has is the base; moves under way are laid over it, so a
 * refused move falls back by itself and a refetch in between loses nothing.
 */
export function useBoardMoves<Card extends { id: string }>(
  columns: readonly BoardSource<Card>[],
  onMove: (cardId: string, toColumn: string, index: number) => Promise<unknown>,
) {
  const [moves, setMoves] = useState<readonly Move[]>([]);
  const counter = useRef(0);
  const cards = useMemo(
    () => new Map(columns.flatMap((column) => column.cards.map((card) => [card.id, card]))),
    [columns],
  );
  const lanes = useMemo(() => {
    const base: Lanes = Object.fromEntries(columns.map((column) => [column.id, column.cards.map((card) => card.id)]));
    return moves.reduce((state, move) => moveCard(state, move.cardId, move.toColumn, move.index), base);
  }, [columns, moves]);

  const move = async (cardId: string, toColumn: string, index: number) => {
    counter.current += 1;
    const key = counter.current;
    setMoves((now) => [...now, { key, cardId, toColumn, index }]);
    try {
      await onMove(cardId, toColumn, index);
    } catch (error) {
      notifyError(error);
    } finally {
      setMoves((now) => now.filter((each) => each.key !== key));
    }
  };

  const cardsOf = (column: string): Card[] =>
    (lanes[column] ?? []).flatMap((id) => {
      const card = cards.get(id);
      return card ? [card] : [];
    });
  const moving = useMemo(() => new Set(moves.map((each) => each.cardId)), [moves]);
  return { cardsOf, move, moving };
}
