/** The part of `DataTransfer` that is looked at. */
export interface Pasted {
  readonly files: ArrayLike<File>;
  getData(type: string): string;
}

/** What is not words: styles, comments, tags. */
const markup = /<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]*>|&nbsp;/gi;

/**
 * The files that are pasted or dropped. Word processors and spreadsheets put a picture of the text beside the text: whoever
 * copies words means the words.
 */
export function pastedFiles(transfer: Pasted | null): File[] {
  if (!transfer || transfer.files.length === 0) return [];
  const words = transfer.getData("text/html").replaceAll(markup, "");
  return /\S/.test(words) ? [] : Array.from(transfer.files);
}
