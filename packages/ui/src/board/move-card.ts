/** The cards of each column by id, in order. */
export type Lanes = Readonly<Record<string, readonly string[]>>;

/**
 * The lanes after a card moved to `index` of a column. The index is counted without the card itself, as drag
 * and drop libraries and servers count it. Unknown cards and columns change nothing.
 */
export function moveCard(lanes: Lanes, cardId: string, toColumn: string, index: number): Lanes {
  const from = Object.keys(lanes).find((column) => lanes[column]?.includes(cardId));
  const target = lanes[toColumn];
  if (from === undefined || target === undefined) return lanes;
  const without = target.filter((id) => id !== cardId);
  const place = Math.max(0, Math.min(index, without.length));
  const next = { ...lanes, [from]: (lanes[from] ?? []).filter((id) => id !== cardId) };
  return { ...next, [toColumn]: [...without.slice(0, place), cardId, ...without.slice(place)] };
}
