import { humanise } from "@steward/contracts/kernel/words";

export interface ChangedField {
  field: string;
  before: unknown;
  after: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The fields an event changed, with both values; none for events that change no record. */
export function changedFields(payload: unknown): ChangedField[] {
  if (!isObject(payload) || !isObject(payload.changes)) return [];
  return Object.entries(payload.changes).flatMap(([name, change]) =>
    isObject(change) ? [{ field: humanise(name), before: change.from, after: change.to }] : [],
  );
}

/** What else an event carries, one line each. */
export function otherValues(payload: unknown): { label: string; value: string }[] {
  if (!isObject(payload)) return [];
  return Object.entries(payload)
    .filter(([name]) => name !== "changes")
    .map(([name, value]) => ({ label: humanise(name), value: valueText(value) }));
}

/** A value as a person reads it: `–` for none, one line per item of a list. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "–";
  if (value === true) return "Yes";
  if (value === false) return "No";
  if (Array.isArray(value)) return value.length === 0 ? "–" : value.map(valueText).join("\n");
  return isObject(value) ? JSON.stringify(value, null, 2) : String(value);
}
