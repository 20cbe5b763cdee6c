import type { Permission } from "@steward/contracts";
import { importField } from "@steward/contracts/crm/import-fields";
import { requirePermission, type ServiceContext } from "../../kernel/index.ts";
import type { ImportRecordRow } from "./session.ts";

/** Asks for everything that carrying out this import, or taking it back, does to records. Throws FORBIDDEN. */
export function requireWhatItWrites(ctx: ServiceContext, source: ImportRecordRow): void {
  for (const permission of permissionsFor(source)) requirePermission(ctx, permission);
}

/**
 * What else than importing this import does. New salespeople need nothing more: a file that names who sold what could not
 * come in without them.
 */
function permissionsFor({ kind, mapping, options }: ImportRecordRow): Permission[] {
  const writes = new Set<Permission>();
  if (kind !== "salesperson") writes.add(`crm.${kind}.write`);
  else if (options.duplicates === "update") writes.add("crm.salesperson.write");
  for (const [name, { values, others }] of Object.entries(options.choices)) {
    const creates = others === "create" || Object.values(values).some(({ action }) => action === "create");
    const type = mapping.includes(name) && creates ? importField(kind, name)?.type : undefined;
    if (type === "account" || type === "contact" || type === "product") writes.add(`crm.${type}.write`);
    if (type === "stage") writes.add("crm.pipeline.write");
  }
  return [...writes];
}
