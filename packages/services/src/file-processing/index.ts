export { processFile } from "./process-file.ts";
