/** Something that may belong under another one of its kind. */
interface Child {
  ref: string;
  parentRef: string | null;
}

/**
 * The same rows with parents before their children, otherwise in their order. Rows that are their own ancestors stand by
 * themselves: what closes such a circle is answered in `cut`.
 */
export function parentsFirst<Row extends Child>(rows: readonly Row[]): { ordered: Row[]; cut: Set<string> } {
  const byRef = new Map(rows.map((row) => [row.ref, row]));
  const placed = new Set<string>();
  const cut = new Set<string>();
  const ordered: Row[] = [];
  for (const row of rows) {
    const chain: Row[] = [];
    const inChain = new Set<string>();
    let next: Row | undefined = row;
    while (next && !placed.has(next.ref)) {
      if (inChain.has(next.ref)) {
        cut.add(chain.at(-1)?.ref ?? next.ref);
        break;
      }
      chain.push(next);
      inChain.add(next.ref);
      next = next.parentRef === null ? undefined : byRef.get(next.parentRef);
    }
    for (const each of chain.reverse()) {
      if (placed.has(each.ref)) continue;
      placed.add(each.ref);
      ordered.push(each);
    }
  }
  return { ordered, cut };
}

export interface Link {
  from: string;
  to: string;
}

/**
 * Adds links to a network one by one, leaving out those that would lead back to where they begin.
 *
 * @param there what the network has already, without such circles
 */
export function withoutCircles<Each extends Link>(
  there: readonly Link[],
  wanted: readonly Each[],
): { kept: Each[]; left: Each[] } {
  const after = new Map<string, Set<string>>();
  const add = ({ from, to }: Link) => {
    const known = after.get(from);
    if (known) known.add(to);
    else after.set(from, new Set([to]));
  };
  for (const link of there) add(link);
  const reaches = (start: string, end: string): boolean => {
    const seen = new Set<string>();
    const open = [start];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === end) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      open.push(...(after.get(at) ?? []));
    }
    return false;
  };
  const kept: Each[] = [];
  const left: Each[] = [];
  for (const link of wanted) {
    if (after.get(link.from)?.has(link.to)) continue;
    if (reaches(link.to, link.from)) left.push(link);
    else {
      add(link);
      kept.push(link);
    }
  }
  return { kept, left };
}
