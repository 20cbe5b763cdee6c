/** A bar over days of a week, both inclusive, counted from its first. */
export interface Segment<Item> {
  readonly item: Item;
  readonly from: number;
  readonly to: number;
  /** It began before this week, and goes on after it. */
  readonly isContinued: boolean;
  readonly continues: boolean;
}

export interface Placed<Item> extends Segment<Item> {
  /** Counted from the top; bars of the same lane do not overlap. */
  readonly lane: number;
}

interface Spanned {
  /** Days as numbers, both inclusive. */
  readonly from: number;
  readonly to: number;
}

/** The part of each item that lies within `days` days from `first`. */
export function segmentsOf<Item extends Spanned>(items: readonly Item[], first: number, days: number): Segment<Item>[] {
  const last = first + days - 1;
  return items
    .filter(({ from, to }) => from <= last && to >= first)
    .map((item) => ({
      item,
      from: Math.max(item.from, first) - first,
      to: Math.min(item.to, last) - first,
      isContinued: item.from < first,
      continues: item.to > last,
    }));
}

/**
 * Gives each bar the topmost lane that is free over all of its days. Bars that begin earlier come first, of those the
 * longer ones, so that what lasts lies above what comes and goes; else the order given stays.
 */
export function placeInLanes<Item>(segments: readonly Segment<Item>[]): Placed<Item>[] {
  const inOrder = [...segments].sort((a, b) => a.from - b.from || b.to - b.from - (a.to - a.from));
  /** The last day taken in each lane: bars come by their first day, so that none has to look further back. */
  const taken: number[] = [];
  return inOrder.map((segment) => {
    const free = taken.findIndex((last) => last < segment.from);
    const lane = free < 0 ? taken.length : free;
    taken[lane] = segment.to;
    return { ...segment, lane };
  });
}

/**
 * Which bars show where a day has room for `room` of them, and how many each day keeps back. A day that keeps any back
 * needs a lane for saying so; a bar shows on all of its days or on none.
 */
export function fitLanes<Item>(placed: readonly Placed<Item>[], days: number, room: number) {
  const isShown = ({ lane, from, to }: Placed<Item>) => {
    if (lane >= room) return false;
    // The lowest lane belongs to "+3 more" on days where something lies below it.
    return lane < room - 1 || !placed.some((other) => other.lane >= room && other.from <= to && other.to >= from);
  };
  const shown = placed.filter(isShown);
  const hidden = placed.filter((segment) => !isShown(segment));
  const more = Array.from(
    { length: days },
    (_, day) => hidden.filter(({ from, to }) => from <= day && to >= day).length,
  );
  return { shown, more };
}

/** A stretch of a day in minutes, shown beside those it overlaps. */
export interface Stretch<Item> {
  readonly item: Item;
  readonly from: number;
  readonly to: number;
}

export interface Column<Item> extends Stretch<Item> {
  /** Of `columns` equal parts of the day's width the one it takes. */
  readonly column: number;
  readonly columns: number;
}

/** Puts what overlaps side by side; whatever hangs together by overlaps shares one number of columns. */
export function placeInColumns<Item>(stretches: readonly Stretch<Item>[]): Column<Item>[] {
  const inOrder = [...stretches].sort((a, b) => a.from - b.from || b.to - a.to);
  const placed: Column<Item>[] = [];
  let cluster: { stretch: Stretch<Item>; column: number }[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const { stretch, column } of cluster) placed.push({ ...stretch, column, columns: ends.length });
    cluster = [];
    ends = [];
  };
  for (const stretch of inOrder) {
    if (ends.every((end) => end <= stretch.from)) close();
    const free = ends.findIndex((end) => end <= stretch.from);
    const column = free < 0 ? ends.length : free;
    ends[column] = stretch.to;
    cluster.push({ stretch, column });
  }
  close();
  return placed;
}
