import { AppError } from "@steward/contracts";
import { type ImportNotice, type ImportReason, maxImportColumns } from "@steward/contracts/crm/import";
import { restoreCell } from "@steward/contracts/kernel/csv";

export interface Headers {
  names: string[];
  notices: ImportNotice[];
}

/**
 * Names for all columns: an empty header becomes `Column 3`, a repeated one `Phone (2)`, and both are reported, since
 * a person has to tell such columns apart when assigning them. Throws LIMIT `import.file_too_many_columns`.
 */
export function readHeaders(cells: readonly string[]): Headers {
  if (cells.length > maxImportColumns) {
    throw new AppError("LIMIT", "import.file_too_many_columns" satisfies ImportReason, {
      columns: cells.length,
      max: maxImportColumns,
    });
  }
  const taken = new Set<string>();
  const empty: string[] = [];
  const repeated: string[] = [];
  const names = cells.map((cell, index) => {
    const given = restoreCell(cell).trim().replace(/\s+/g, " ").slice(0, 200);
    const wanted = given === "" ? `Column ${index + 1}` : given;
    const name = unusedName(wanted, taken);
    taken.add(name.toLowerCase());
    if (given === "") empty.push(name);
    if (name !== wanted) repeated.push(name);
    return name;
  });
  const notices: ImportNotice[] = [];
  if (repeated.length > 0) notices.push({ code: "duplicateHeader", columns: repeated });
  if (empty.length > 0) notices.push({ code: "emptyHeader", columns: empty });
  return { names, notices };
}

function unusedName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${wanted} (${count})`;
  return name;
}
