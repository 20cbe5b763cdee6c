import type { ImportKind, ImportOptions } from "@steward/contracts/crm/import";
import { type ImportField, importField } from "@steward/contracts/crm/import-fields";
import type { TenantInfo } from "../../kernel/index.ts";

export interface PlannedColumn {
  index: number;
  field: ImportField;
}

/** How a file is read: which column fills which field, and by which rules. */
export interface ImportPlan {
  importId: string;
  kind: ImportKind;
  columnCount: number;
  columns: readonly PlannedColumn[];
  options: ImportOptions;
  tenant: TenantInfo;
}

interface PlanSource {
  id: string;
  kind: ImportKind;
  headers: readonly string[];
  mapping: readonly (string | null)[];
  options: ImportOptions;
}

export function planOf(source: PlanSource, tenant: TenantInfo): ImportPlan {
  const { id, kind, headers, mapping, options } = source;
  const columns = mapping.flatMap((name, index) => {
    const field = name === null ? undefined : importField(kind, name);
    return field ? [{ index, field }] : [];
  });
  return { importId: id, kind, columnCount: headers.length, columns, options, tenant };
}

/** What was decided for a field's values; nothing yet where nobody has. */
export function choicesOf(plan: Pick<ImportPlan, "options">, field: string) {
  return plan.options.choices[field] ?? { values: {}, others: undefined, blank: "empty", invalid: "fail" };
}

/** Whether a column fills the field. */
export function isMapped(plan: ImportPlan, field: string): boolean {
  return plan.columns.some((column) => column.field.name === field);
}
