export { cleanCell, cleanName, quoted } from "./cell-text.ts";
export { type CsvFile, type CsvRecord, openCsvFile } from "./csv-file.ts";
export { provenDateOrder, readDate } from "./date.ts";
export { decodedText, detectEncoding } from "./encoding.ts";
export { headerWords } from "./headers.ts";
