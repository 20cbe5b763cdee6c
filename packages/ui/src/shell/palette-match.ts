import type { PaletteAction } from "./types.ts";

/** Members by their group, groups in the order of their first member. */
export function groupBy<Item>(items: readonly Item[], groupOf: (item: Item) => string): [string, Item[]][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groupOf(item);
    const members = groups.get(group);
    if (members) members.push(item);
    else groups.set(group, [item]);
  }
  return [...groups];
}

function score(action: PaletteAction, words: readonly string[]): number {
  const label = action.label.toLowerCase();
  const around = [label, action.description ?? "", action.group ?? "", ...(action.keywords ?? [])]
    .join(" ")
    .toLowerCase();
  if (!words.every((word) => around.includes(word))) return 0;
  const [first = ""] = words;
  if (label.startsWith(first)) return 3;
  return label.includes(first) ? 2 : 1;
}

/** Actions that contain every typed word, those whose label begins with it first. All of them for an empty query. */
export function matchActions<Action extends PaletteAction>(actions: readonly Action[], query: string): Action[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [...actions];
  return actions
    .map((action) => ({ action, points: score(action, words) }))
    .filter(({ points }) => points > 0)
    .sort((one, other) => other.points - one.points)
    .map(({ action }) => action);
}
