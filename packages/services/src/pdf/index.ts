export { openSheet, type Sheet, type TextStyle } from "./sheet.ts";
