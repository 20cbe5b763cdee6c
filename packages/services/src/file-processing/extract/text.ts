import { charsetOf, readHtml } from "./html.ts";
import { Unreadable } from "./limits.ts";
import { readMail } from "./mail.ts";
import { readDocx, readXlsx } from "./office.ts";
import { readPdf } from "./pdf.ts";
import { decodeText, readPlain } from "./plain.ts";
import { type KeptText, TextKeeper } from "./text-keeper.ts";

type Reader = (bytes: Uint8Array, keeper: TextKeeper, onProgress: (percent: number) => void) => Promise<void> | void;

const office = "application/vnd.openxmlformats-officedocument";
const readers: Readonly<Record<string, Reader>> = {
  "application/pdf": readPdf,
  [`${office}.wordprocessingml.document`]: readDocx,
  [`${office}.spreadsheetml.sheet`]: readXlsx,
  "text/html": (bytes, keeper) => readHtml(decodeText(bytes, charsetOf(bytes)), keeper),
  "text/markdown": readPlain,
  "text/plain": readPlain,
  "text/csv": readPlain,
  "message/rfc822": readMail,
};

/**
 * The words in a file, as far as they are kept for search. @param onProgress from 0 to 100
 * @throws {Unreadable}
 */
export async function extractText(
  type: string,
  bytes: Uint8Array,
  onProgress: (percent: number) => void = () => {},
): Promise<KeptText> {
  const keeper = new TextKeeper();
  try {
    await readers[type]?.(bytes, keeper, onProgress);
  } catch (error) {
    // A library's own complaint about what it was given to read.
    throw error instanceof Unreadable ? error : new Unreadable("file.content_damaged", { cause: error });
  }
  return keeper.kept();
}
