export {
  abandonUpload,
  attachFiles,
  type BegunUpload,
  beginUpload,
  cancelFile,
  completeUpload,
  confirmFile,
  discardFiles,
  type ReservedFile,
  removedKeptDays,
  removeFiles,
  reserveFile,
  restoreFiles,
} from "./file.ts";
export {
  type Download,
  type FileItem,
  type FileUsage,
  filesByIds,
  getDownload,
  getFile,
  getUploadState,
  getUsage,
  listFiles,
  type PartToSend,
  type UploadState,
} from "./file-queries.ts";
export { type FilePlace, originalKey, prefixOf, thumbnailKey } from "./place.ts";
export { isProcessed, type Processing, processingOf } from "./processed.ts";
export { heardBy } from "./target.ts";
export type { Verdict } from "./verify.ts";
