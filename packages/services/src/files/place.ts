import type { Storage } from "@steward/ports/storage";

/** Where the bytes of files are, and how many there may be. */
export interface FilePlace {
  readonly storage: Storage;
  /** The largest file. */
  readonly maxFileBytes: number;
  /** What the files of one organisation may take up together. */
  readonly quotaBytes: number;
}

/** Objects of a file, by what they are. All of a file begin with `prefixOf` it, all of an organisation with its id. */
export const prefixOf = (tenantId: string, fileId: string) => `${tenantId}/${fileId}`;
export const originalKey = (tenantId: string, fileId: string) => `${prefixOf(tenantId, fileId)}/original`;
export const thumbnailKey = (tenantId: string, fileId: string) => `${prefixOf(tenantId, fileId)}/thumbnail`;

const mebibyte = 1024 * 1024;
/** Above S3's least (5 MiB), and short enough to be sent again on a poor line. */
const usualPartBytes = 8 * mebibyte;
/** S3 takes ten thousand; a tenth of them is quicker to list. */
const mostParts = 1_000;

/** How large the parts of a file are: one part for a small file, never more than a thousand. */
export function partSizeOf(sizeBytes: number): number {
  const least = Math.ceil(sizeBytes / mostParts / mebibyte) * mebibyte;
  return Math.max(usualPartBytes, least);
}

export interface PartPlan {
  /** From 1. */
  readonly number: number;
  readonly sizeBytes: number;
}

/** The parts of a file, in order; the last one takes what is left. */
export function partsOf(sizeBytes: number, partSizeBytes: number): PartPlan[] {
  const count = Math.ceil(sizeBytes / partSizeBytes);
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    sizeBytes: Math.min(partSizeBytes, sizeBytes - index * partSizeBytes),
  }));
}
