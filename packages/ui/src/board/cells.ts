import type { Lanes } from "./move-card.ts";
import type { BoardColumn, BoardSwimlane } from "./types.ts";

/** Between a column's id and a swimlane's: in neither, for ids are no control characters. */
const between = "\u001f";

/** Where a card can be dropped: a column or, where there are swimlanes, a column's part in one of them. */
export function cellId(column: string, swimlane?: string): string {
  return swimlane === undefined ? column : `${column}${between}${swimlane}`;
}

export function cellOf(id: string): { column: string; swimlane?: string } {
  const at = id.indexOf(between);
  return at < 0 ? { column: id } : { column: id.slice(0, at), swimlane: id.slice(at + 1) };
}

/** The cards of every cell by id, in the order of their columns. */
export function lanesOf<Card extends { id: string }>(
  columns: readonly Pick<BoardColumn<Card>, "id" | "cards">[],
  swimlanes?: readonly Pick<BoardSwimlane, "id">[],
  swimlaneOf?: (card: Card) => string,
): Lanes {
  if (!swimlanes) return Object.fromEntries(columns.map(({ id, cards }) => [id, cards.map((card) => card.id)]));
  const lanes: Record<string, string[]> = {};
  for (const { id, cards } of columns) {
    for (const swimlane of swimlanes) lanes[cellId(id, swimlane.id)] = [];
    for (const card of cards) lanes[cellId(id, swimlaneOf?.(card))]?.push(card.id);
  }
  return lanes;
}
