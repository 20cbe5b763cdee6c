import { pipeline, Readable } from "node:stream";
import { AppError } from "@steward/contracts";
import { type ImportFileReason, maxImportColumns } from "@steward/contracts/kernel/import-file";
import { CsvError, parse } from "csv-parse";
import { type Delimiter, detectDelimiter } from "./delimiter.ts";
import { decodedText, detectEncoding, type ImportEncoding } from "./encoding.ts";
import { type Headers, readHeaders } from "./headers.ts";

/** One record: where it begins in the file (the header being line 1), and its cells as they stand there. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

export interface CsvFile extends Headers {
  encoding: ImportEncoding;
  delimiter: Delimiter;
  records: AsyncGenerator<CsvRecord>;
}

/** What no sensible row exceeds; mostly it means that a quotation mark is missing somewhere. */
const maxRecordBytes = 2 * 1024 * 1024;
/** Of the text, to find the delimiter by. */
const sampleLength = 64 * 1024;

/**
 * Opens a file as CSV: finds out encoding and delimiter, reads the header, and hands out the records one by one, never
 * holding more than a chunk of text. Throws INVALID or LIMIT with an `ImportFileReason`, also while records are read.
 */
export async function openCsvFile(file: Blob, { maxColumns = maxImportColumns } = {}): Promise<CsvFile> {
  if (file.size === 0) throw new AppError("INVALID", "import.file_empty" satisfies ImportFileReason);
  const encoding = await detectEncoding(file);
  const { sample, text } = await withSample(decodedText(file, encoding));
  const delimiter = detectDelimiter(sample);
  const records = parseRecords(text, delimiter);
  const header = await records.next();
  if (header.done) throw new AppError("INVALID", "import.file_empty" satisfies ImportFileReason);
  return { encoding, delimiter, ...readHeaders(header.value.cells, maxColumns), records };
}

/** Reads ahead as much as the sample needs; `text` still begins at the beginning. */
async function withSample(pieces: AsyncGenerator<string>): Promise<{ sample: string; text: AsyncGenerator<string> }> {
  let sample = "";
  while (sample.length < sampleLength) {
    const piece = await pieces.next();
    if (piece.done) break;
    sample += piece.value;
  }
  return { sample, text: joined(sample.replace(/^sep=[,;\t|](?=\r?\n)/, ""), pieces) };
}

async function* joined(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

async function* parseRecords(text: AsyncGenerator<string>, delimiter: Delimiter): AsyncGenerator<CsvRecord> {
  let lastLine = 0;
  // Inside quotes the parser counts CRLF as two lines.
  let counterfeit = 0;
  const begins: number[] = [];
  const parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    // An inch sign in the middle of a cell is text; a quotation mark that is never closed is still found.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: maxRecordBytes,
    on_record(cells, { lines }) {
      // Noted here because records that were parsed but not read yet are dropped when the parser fails.
      counterfeit += cells.reduce((sum, cell) => sum + occurrences(cell, /\r\n/g), 0);
      lastLine = lines - counterfeit;
      begins.push(lastLine - cells.reduce((sum, cell) => sum + occurrences(cell, /\r\n|\n|\r/g), 0));
      return cells;
    },
  });
  // A failure of the source reaches the loop below through the parser.
  pipeline(Readable.from(text), parser, () => {});
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { line: begins.shift() ?? 0, cells };
  } catch (error) {
    throw explain(error, lastLine + 1);
  }
}

/** Of line breaks, which few cells have: the parser counts where a record ends, people where it begins. */
function occurrences(cell: string, pattern: RegExp): number {
  return cell.includes("\n") || cell.includes("\r") ? (cell.match(pattern)?.length ?? 0) : 0;
}

function explain(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const reasons: Partial<Record<string, ImportFileReason>> = {
    CSV_QUOTE_NOT_CLOSED: "import.file_quote_open",
    CSV_MAX_RECORD_SIZE: "import.file_record_too_long",
  };
  return new AppError("INVALID", reasons[error.code] ?? "import.file_malformed", { line }, { cause: error });
}
