import { IconFile, IconFileSpreadsheet, IconFileText, IconFileZip, IconMovie, IconPhoto } from "@tabler/icons-react";

/** The sign of a kind of file, by its MIME type. */
export function iconOf(type: string) {
  if (type.startsWith("image/")) return IconPhoto;
  if (/^(?:video|audio)\//.test(type)) return IconMovie;
  if (/zip/.test(type)) return IconFileZip;
  if (/sheet|excel|csv/.test(type)) return IconFileSpreadsheet;
  return /text|pdf|word|rfc822/.test(type) ? IconFileText : IconFile;
}
