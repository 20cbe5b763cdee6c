import type { FileFailure, FileReason, FileRejection } from "@steward/contracts/files/file";
import { registerProblemTexts } from "@steward/ui";
import { formatBytes } from "@steward/ui/files";

/** Why the bytes that arrived were not taken. */
export const rejectionWords: Record<FileRejection, string> = {
  "file.upload_lost": "The upload was lost on the way. Add the file again.",
  "file.size_differs": "Not as much arrived as was announced. Add the file again.",
  "file.hash_differs": "The file arrived damaged. Add it again.",
  "file.type_differs": "What is in this file is not what its name says, so it was not kept.",
  "file.archive_bomb": "This archive unpacks to far more than its size, so it was not kept.",
};

/** Why nothing could be read out of a file that is there all the same. */
export const failureWords: Record<FileFailure, string> = {
  "file.content_damaged": "Its text or picture could not be read",
  "file.content_locked": "It is protected by a password",
  "file.content_too_large": "It is too large to be read",
  "file.content_too_slow": "Reading it took too long",
};

const bytes = (value: unknown) => formatBytes(Number(value));

const words: Record<
  Exclude<FileReason, FileRejection | FileFailure>,
  string | ((details: Record<string, unknown>) => string)
> = {
  "file.too_large": ({ sizeBytes, maxFileBytes }) =>
    `This file is ${bytes(sizeBytes)}; a file may be at most ${bytes(maxFileBytes)}.`,
  "file.quota_exceeded": ({ sizeBytes, usedBytes, quotaBytes }) =>
    `There is no room for ${bytes(sizeBytes)}: your organisation uses ${bytes(usedBytes)} of ${bytes(quotaBytes)}. Remove files you do not need.`,
  "file.not_reserved": "This upload is over. Add the file again.",
  "file.not_available": "This file was not kept. Add it again.",
  "file.incomplete": "The upload is not complete. Try again to go on with it.",
};

/** What never reaches the API: what storage itself says no to, and what there is nothing of. */
const localWords = {
  "file.part_refused": "A part of the file was not taken. Try again to go on with it.",
  "file.empty": "There is nothing in this file.",
};

registerProblemTexts({ ...localWords, ...rejectionWords, ...failureWords, ...words });
