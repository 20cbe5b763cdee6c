/** The ids from one row to another, both included, whichever comes first; only `to` where `from` is not there. */
export function rangeBetween(items: readonly { id: string }[], from: string | undefined, to: string): string[] {
  const start = items.findIndex((item) => item.id === from);
  const end = items.findIndex((item) => item.id === to);
  if (start < 0 || end < 0) return [to];
  return items.slice(Math.min(start, end), Math.max(start, end) + 1).map((item) => item.id);
}
