import type { ImportReason } from "@steward/contracts/crm/import";
import { registerProblemTexts } from "@steward/ui";

const words: Record<ImportReason, string | ((details: Record<string, unknown>) => string)> = {
  "import.file_empty": "This file is empty.",
  "import.file_no_rows": "There are no rows to import, only a header.",
  "import.file_too_large": "This file is larger than 64 MB. Split it into several files.",
  "import.file_too_many_rows": ({ max }) =>
    `This file has more than ${Number(max).toLocaleString("en-GB")} rows. Split it into several files.`,
  "import.file_too_many_columns": ({ columns, max }) =>
    `This file has ${String(columns)} columns; at most ${String(max)} can be imported. Remove those you do not need.`,
  "import.file_binary": ({ looksLike }) =>
    typeof looksLike === "string"
      ? `This is not a CSV file. It looks like: ${looksLike}. Open it in its own program and save it as CSV.`
      : "This is not a CSV file: it contains something other than text. Save it as CSV and try again.",
  "import.file_encoding": ({ encoding }) =>
    encoding === "UTF-32"
      ? "This file is written in UTF-32. Save it as CSV in UTF-8 and try again."
      : "This file’s text is broken or cut off. Save it as CSV in UTF-8 and try again.",
  "import.file_quote_open": ({ line }) =>
    `A quotation mark opens in line ${String(line)} and is never closed. Correct that line and try again.`,
  "import.file_record_too_long": ({ line }) =>
    `The row in line ${String(line)} is longer than 2 MB. A quotation mark is probably missing its partner.`,
  "import.file_malformed": ({ line }) => `The file cannot be read as CSV from line ${String(line)} on.`,
  "import.mapping_invalid": "Two columns cannot fill the same field. Choose another field for one of them.",
  "import.mapping_incomplete": "No column says what the records are called. Assign one to the name.",
  "import.not_editable": "This import has been started already.",
  "import.not_running": "This import is not running any more.",
  "import.not_undoable": "This import cannot be undone, or not any more.",
  "import.undo_blocked": "People have worked on some of these records since.",
  "import.undo_conflict": "Something else now stands in the way of undoing this import.",
};

registerProblemTexts(words);
