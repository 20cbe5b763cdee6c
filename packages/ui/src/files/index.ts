export { formatBytes } from "./bytes.ts";
export { FileDrop, type FileDropProps } from "./file-drop.tsx";
