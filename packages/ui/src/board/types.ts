import type { ReactNode } from "react";
import type { Tone } from "../part/status-badge.tsx";

export interface BoardColumn<Card> {
  id: string;
  title: string;
  tone?: Tone;
  /** In order; with swimlanes of all of them together. */
  cards: readonly Card[];
  /** All cards of the column, not only the loaded ones. */
  count?: number;
  /** Work in progress: how many cards the column should hold at most. More are shown and said, never refused here. */
  limit?: number | undefined;
  /** What the column adds up to: an amount. */
  sum?: ReactNode;
  hasMore?: boolean;
  loading?: boolean;
  onLoadMore?: () => unknown;
  /** Nothing may be dropped here, and why. */
  locked?: string;
}

/** A row across all columns: an assignee, a priority, a parent task. */
export interface BoardSwimlane {
  id: string;
  title: string;
  /** Beside the title: an avatar, a badge. */
  meta?: ReactNode;
  /** All cards of the row, not only the loaded ones. */
  count?: number;
  /** Nothing may be dropped here, and why. */
  locked?: string;
}

/** Where a card was dropped, in the words a server ranks by. */
export interface BoardPlace {
  /** Where there are swimlanes: the one it was dropped in. */
  swimlane?: string;
  /** The card that now stands directly before it in the same column (and swimlane), or null at the top. */
  previousId: string | null;
  /** The card directly after it, or null behind the last one loaded: more may follow where the column `hasMore`. */
  nextId: string | null;
}

export interface BoardProps<Card extends { id: string }> {
  label: string;
  columns: readonly BoardColumn<Card>[];
  /** Rows in order. Cards of a swimlane that is not among them are not shown. */
  swimlanes?: readonly BoardSwimlane[];
  /** The swimlane of a card, where there are any. */
  swimlaneOf?: (card: Card) => string;
  /** Every new function draws every card anew: a board of thousands keeps it with `useCallback`. */
  renderCard: (card: Card) => ReactNode;
  /** Names a card for screen readers: `Hottechi, 40 seats`. */
  cardLabel: (card: Card) => string;
  cardHref?: (card: Card) => string;
  /**
   * The move is shown at once; a rejection takes it back and is said. Resolve when `columns` have caught up, or the
   * card shows in its old lane in between. `index` is that in the column, with swimlanes that in the column's cards of
   * the swimlane, and counts without the card itself.
   */
  onMove: (cardId: string, toColumn: string, index: number, place: BoardPlace) => Promise<unknown>;
}
