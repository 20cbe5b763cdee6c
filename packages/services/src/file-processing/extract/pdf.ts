import { getDocumentProxy } from "unpdf";
import { extractLimits, Unreadable } from "./limits.ts";
import type { TextKeeper } from "./text-keeper.ts";

/** The words of a PDF (ISO 32000), page by page; nothing in it is run. @param onProgress from 0 to 100 */
export async function readPdf(bytes: Uint8Array, keeper: TextKeeper, onProgress: (percent: number) => void) {
  // A copy: it is handed over, and may have been a Buffer, which the library refuses.
  const pdf = await getDocumentProxy(new Uint8Array(bytes)).catch((error: unknown) => {
    const locked = error instanceof Error && error.name === "PasswordException";
    throw new Unreadable(locked ? "file.content_locked" : "file.content_damaged", { cause: error });
  });
  try {
    const pages = Math.min(pdf.numPages, extractLimits.pages);
    for (let number = 1; number <= pages && !keeper.isFull; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      for (const item of items) if ("str" in item) keeper.add(item.hasEOL ? `${item.str}\n` : item.str);
      keeper.add("\n");
      page.cleanup();
      onProgress((number / pages) * 100);
    }
  } finally {
    await pdf.cleanup();
  }
}
