/** What a bulk change did, and the inputs of the same procedure that take it back. */
export interface BulkResult<Input> {
  count: number;
  undo: Input[];
}

/**
 * The values rows had, as few inputs as possible: rows that agreed are put back together.
 *
 * @param fields the ones that were set.
 */
export function previousValues<Row extends { id: string }, const Field extends keyof Row>(
  rows: readonly Row[],
  fields: readonly Field[],
): ({ ids: string[] } & Pick<Row, Field>)[] {
  const groups = new Map<string, { ids: string[] } & Pick<Row, Field>>();
  for (const row of rows) {
    const values = Object.fromEntries(fields.map((field) => [field, row[field]])) as Pick<Row, Field>;
    const key = JSON.stringify(values);
    const group = groups.get(key);
    if (group) group.ids.push(row.id);
    else groups.set(key, { ids: [row.id], ...values });
  }
  return [...groups.values()];
}

/** The names of the members that are given. */
export function givenFields<const Field extends string>(values: Partial<Record<Field, unknown>>): Field[] {
  return (Object.keys(values) as Field[]).filter((field) => values[field] !== undefined);
}
