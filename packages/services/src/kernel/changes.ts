import type { Changes } from "@steward/contracts/kernel/record";

function same(left: unknown, right: unknown): boolean {
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}

/**
 * What an update really changes: the members of `input` that are given and differ from `before`. History and the
 * version count stay silent when somebody saves a form untouched.
 */
export function changesOf<Row extends object>(before: Row, input: Partial<Row>): Changes {
  const changes: Changes = {};
  for (const [field, to] of Object.entries(input)) {
    if (to === undefined) continue;
    const from = (before as Readonly<Record<string, unknown>>)[field];
    if (!same(from, to)) changes[field] = { from: from ?? null, to };
  }
  return changes;
}
