import type { CustomFieldItem } from "@steward/contracts/projects/custom-field";
import type { FilterDefinition, ListState } from "@steward/ui";

const prefix = "field:";
const keyOf = (id: string) => `${prefix}${id}`;

/** A project's own field as a filter of its tasks; goes with `withFieldFilters`. */
export function fieldFilter({ id, name, kind, options }: CustomFieldItem): FilterDefinition {
  const field = { key: keyOf(id), label: name };
  switch (kind) {
    case "text":
      return { ...field, kind: "text" };
    case "number":
      return { ...field, kind: "number-range" };
    case "date":
      return { ...field, kind: "date-range" };
    case "choice": {
      const choices = options.map((option) => ({ value: option, label: option }));
      return { ...field, kind: "multiselect", options: [{ value: "none", label: "No answer" }, ...choices] };
    }
    case "checkbox":
      return { ...field, kind: "boolean" };
  }
}

/**
 * A list of tasks whose one filter `customFields` holds a condition for each field, as if every field had a filter of its own:
 * that is what filter bars show. What is kept in addresses and saved views is the one.
 */
export function withFieldFilters<State extends ListState>(query: State): State {
  const kept = query.filter.customFields;
  const conditions = typeof kept === "object" && kept !== null ? kept : {};
  const shown = Object.entries(conditions).map(([id, condition]) => [keyOf(id), condition]);
  return {
    ...query,
    filter: { ...query.filter, ...Object.fromEntries(shown) },
    setFilter: (key, value) =>
      key.startsWith(prefix)
        ? query.setFilter("customFields", { ...conditions, [key.slice(prefix.length)]: value })
        : query.setFilter(key, value),
  };
}
