export type CsvCell = string | number | boolean | Date | null | undefined;

/** What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), also behind apostrophes of ours. */
const formulaStart = /^'*[=+\-@\t\r\n＝＋－＠]/;
const neutralised = /^'+[=+\-@\t\r\n＝＋－＠]/;
/** The same behind a character that splits cells where the list separator is not a comma, as in most of Europe. */
const innerStart = /([;\t]\s*'*)(?=[=+\-@＝＋－＠])/g;
const innerNeutralised = /([;\t]\s*'*)'(?=[=+\-@＝＋－＠])/g;

/**
 * A cell no spreadsheet runs: `=cmd|'/c calc'!A1` opened by a colleague would execute in that colleague's name.
 * `restoreCell` gives the original back, whatever it was.
 */
export function neutraliseCell(text: string): string {
  return (formulaStart.test(text) ? `'${text}` : text).replaceAll(innerStart, "$1'");
}

/** Takes back `neutraliseCell`: a file that was exported comes in again as it was. */
export function restoreCell(text: string): string {
  return (neutralised.test(text) ? text.slice(1) : text).replaceAll(innerNeutralised, "$1");
}

function cellText(cell: CsvCell): string {
  if (cell === null || cell === undefined) return "";
  // Numbers and dates are ours, not a stranger's text: a leading minus stays a minus.
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  if (cell instanceof Date) return cell.toISOString();
  return neutraliseCell(cell);
}

/** One record of a CSV file (RFC 4180), ended by CRLF. */
export function csvLine(cells: readonly CsvCell[]): string {
  const fields = cells.map((cell) => {
    const text = cellText(cell);
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${fields.join(",")}\r\n`;
}

/** What a CSV file starts with so that Excel reads it as UTF-8. */
export const csvByteOrderMark = "\uFEFF";
