import type { GanttRow } from "./rows.ts";
import type { Range } from "./scale.ts";
import type { GanttLink, GanttLinkType } from "./types.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How far an arrow goes straight out of a bar and into one. */
const stub = 10;

/**
 * The corners of an arrow from one bar to another, all of its parts level or upright. It leaves a finish to the right
 * and a start to the left, and comes to a start from the left and to a finish from the right.
 * @param lane the height at which it passes between rows, where it has to turn back
 */
export function arrowPoints(from: Point, to: Point, type: GanttLinkType, lane: number): Point[] {
  const out = type[0] === "F" ? 1 : -1;
  const into = type[1] === "S" ? 1 : -1;
  const leave = from.x + out * stub;
  const arrive = to.x - into * stub;
  if (out !== into) {
    // Both on the same side: around whichever bar sticks out.
    const x = out > 0 ? Math.max(leave, arrive) : Math.min(leave, arrive);
    return [from, { x, y: from.y }, { x, y: to.y }, to];
  }
  if ((arrive - leave) * out >= 0) return [from, { x: arrive, y: from.y }, { x: arrive, y: to.y }, to];
  return [from, { x: leave, y: from.y }, { x: leave, y: lane }, { x: arrive, y: lane }, { x: arrive, y: to.y }, to];
}

/** The line through the points, and the head that points where it ends. */
export function arrowPath(points: readonly Point[]): { line: string; head: string } {
  const end = points.at(-1) ?? { x: 0, y: 0 };
  const before = points.at(-2) ?? end;
  const back = end.x >= before.x ? -1 : 1;
  const line = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
  return { line, head: `M${end.x} ${end.y}l${back * 7} -4v8z` };
}

/** A link by the rows of its ends. */
export interface PlacedLink {
  readonly link: GanttLink;
  readonly from: number;
  readonly to: number;
}

/** The links whose two ends have rows and bars: a collapsed parent hides those of what is below it. */
export function placeLinks(links: readonly GanttLink[], rows: readonly GanttRow[]): PlacedLink[] {
  const indexOf = new Map(rows.flatMap(({ task, index, span }) => (span ? [[task.id, index] as const] : [])));
  return links.flatMap((link) => {
    const [from, to] = [indexOf.get(link.from), indexOf.get(link.to)];
    return from === undefined || to === undefined ? [] : [{ link, from, to }];
  });
}

/** Those that cross the rows in sight. */
export function linksWithin(links: readonly PlacedLink[], range: Range): PlacedLink[] {
  return links.filter(({ from, to }) => Math.min(from, to) < range.to && Math.max(from, to) >= range.from);
}

/** What is tied by dragging from an end of one bar to an end of another. */
export function linkType(fromFinish: boolean, toFinish: boolean): GanttLinkType {
  return `${fromFinish ? "F" : "S"}${toFinish ? "F" : "S"}`;
}
