import { isUtf8 } from "node:buffer";
import { AppError } from "@steward/contracts";
import type { ImportFileReason } from "@steward/contracts/kernel/import-file";

export type ImportEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

const refuse = (reason: ImportFileReason, details = {}) => new AppError("INVALID", reason, details);

const chunkBytes = 256 * 1024;

/** The file piece by piece: `file.stream()` hands out a file that lies in memory as one piece of any size. */
async function* chunksOf(file: Blob): AsyncGenerator<Buffer> {
  for (let start = 0; start < file.size; start += chunkBytes) {
    yield Buffer.from(await file.slice(start, start + chunkBytes).arrayBuffer());
  }
}

/** What other kinds of file begin with. */
const signatures: readonly (readonly [kind: string, bytes: string])[] = [
  ["Excel workbook or ZIP archive", "PK\u0003\u0004"],
  ["old Excel workbook", "\u00d0\u00cf\u0011\u00e0"],
  ["PDF document", "%PDF"],
  ["picture", "\u0089PNG"],
  ["picture", "\u00ff\u00d8\u00ff"],
  ["picture", "GIF8"],
  ["compressed file", "\u001f\u008b"],
  ["compressed file", "7z\u00bc\u00af"],
  ["compressed file", "Rar!"],
  ["program", "\u007fELF"],
  ["database", "SQLite format 3"],
];

/** Whether a 16-bit text without byte order mark lies here: every second byte of Western text is zero. */
function wideEncoding(head: Buffer): ImportEncoding | undefined {
  const zeros = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const half = head.length / 2;
  if (odd > half * 0.3 && even < half * 0.05) return "utf-16le";
  if (even > half * 0.3 && odd < half * 0.05) return "utf-16be";
  return undefined;
}

/** Bytes no text contains: control characters other than white space and the escape of terminal logs. */
function countControls(chunk: Uint8Array): number {
  let count = 0;
  for (const byte of chunk) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) count++;
  return count;
}

function readHead(head: Buffer): ImportEncoding | undefined {
  const start = head.subarray(0, 16).toString("latin1");
  const found = signatures.find(([, bytes]) => start.startsWith(bytes));
  if (found) throw refuse("import.file_binary", { looksLike: found[0] });
  if (start.startsWith("\u00ff\u00fe\0\0") || start.startsWith("\0\0\u00fe\u00ff")) {
    throw refuse("import.file_encoding", { encoding: "UTF-32" });
  }
  if (start.startsWith("\u00ff\u00fe")) return "utf-16le";
  if (start.startsWith("\u00fe\u00ff")) return "utf-16be";
  return wideEncoding(head);
}

/**
 * How the file's bytes are text: by its byte order mark, by where zero bytes stand, else UTF-8 where all of it is valid
 * UTF-8, else Windows-1252, which older spreadsheets write. Reads the file once, chunk by chunk.
 * Throws INVALID `import.file_binary`, `import.file_encoding`.
 */
export async function detectEncoding(file: Blob): Promise<ImportEncoding> {
  const wide = readHead(Buffer.from(await file.slice(0, 4096).arrayBuffer()));
  if (wide) return wide;
  let valid = true;
  let carried: Uint8Array = Buffer.alloc(0);
  for await (const chunk of chunksOf(file)) {
    if (chunk.includes(0) || countControls(chunk) > chunk.length * 0.05) throw refuse("import.file_binary");
    if (!valid) continue;
    const bytes = Buffer.concat([carried, chunk]);
    const whole = wholeCharacters(bytes);
    valid = isUtf8(bytes.subarray(0, whole));
    carried = bytes.subarray(whole);
  }
  return valid && carried.length === 0 ? "utf-8" : "windows-1252";
}

/** How many bytes come before a character that continues in the next chunk. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? bytes.length - back : bytes.length;
    }
    if (byte < 0x80) break;
  }
  return bytes.length;
}

/**
 * The file as text, without its byte order mark, in pieces. Throws INVALID `import.file_encoding` where 16-bit text is cut off
 * or broken, `import.file_binary` for a NUL character.
 */
export async function* decodedText(file: Blob, encoding: ImportEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw new AppError("INVALID", "import.file_encoding" satisfies ImportFileReason, { encoding }, { cause });
    }
  };
  for await (const chunk of chunksOf(file)) {
    const text = decode(chunk);
    if (text.includes("\0")) throw refuse("import.file_binary");
    yield text;
  }
  yield decode();
}
