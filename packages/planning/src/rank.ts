import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";

/**
 * Places in an order that people make by dragging: text between the neighbours' texts, so that a move writes one row
 * (D. Greenspan, "Implementing Fractional Indexing"). Ranks are compared byte by byte, which PostgreSQL does in columns
 * with COLLATE "C" and JavaScript with `<`. Two who drag into one gap at the same moment may make the same rank, between
 * which nothing fits: whoever writes ranks does it one after the other.
 */

/**
 * A rank after `after` and before `before`; null is the end on that side.
 * @throws RangeError unless `after` comes first, or where a text is no rank.
 */
export function rankBetween(after: string | null, before: string | null): string {
  return ranksBetween(after, before, 1)[0] ?? "";
}

/** So many ranks in a row, spread so that they stay short; `ranksBetween(null, null, count)` is a fresh order. */
export function ranksBetween(after: string | null, before: string | null, count: number): string[] {
  // The library would put neighbours that are the wrong way round in order, and hide that somebody mixed them up.
  if (after !== null && before !== null && after >= before) throw new RangeError("Neighbours that are not in order");
  if (!isRank(after) || !isRank(before)) throw new RangeError("A neighbour without a rank");
  return generateNKeysBetween(after, before, count);
}

function isRank(text: string | null): boolean {
  try {
    generateKeyBetween(text, null);
    return true;
  } catch {
    return false;
  }
}
