import { restoreCell } from "@steward/contracts/kernel/csv";

/** A cell as text: without the space around it, and without the apostrophe an export put before a formula. */
export function cleanCell(cell: string | undefined): string {
  return restoreCell(cell ?? "").trim();
}

/** A cell that names a record: line breaks and double spaces do not make another name. */
export function cleanName(cell: string | undefined): string {
  return cleanCell(cell).replace(/\s+/g, " ");
}

/** What a cell says, short enough for a sentence. */
export function quoted(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
}
