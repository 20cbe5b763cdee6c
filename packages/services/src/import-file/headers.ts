import { AppError } from "@steward/contracts";
import { restoreCell } from "@steward/contracts/kernel/csv";
import type { ImportFileReason, ImportNotice } from "@steward/contracts/kernel/import-file";

export interface Headers {
  names: string[];
  notices: ImportNotice[];
}

/**
 * Names for all columns: an empty header becomes `Column 3`, a repeated one `Phone (2)`, and both are reported, since
 * a person has to tell such columns apart when assigning them. Throws LIMIT `import.file_too_many_columns`.
 */
export function readHeaders(cells: readonly string[], max: number): Headers {
  if (cells.length > max) {
    throw new AppError("LIMIT", "import.file_too_many_columns" satisfies ImportFileReason, {
      columns: cells.length,
      max,
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

/** `Year_Established`, `yearEstablished` and `YEAR ESTABLISHED` are the same words. */
export function headerWords(header: string): string {
  return header
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
