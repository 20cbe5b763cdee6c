import type { FileFailure } from "@steward/contracts/files/file";

const mebibyte = 1024 * 1024;

/** How much one file may cost to read. What is larger is kept and handed out all the same, and not read. */
export const extractLimits = {
  /** Of the file itself. */
  fileBytes: 100 * mebibyte,
  /** Unpacked, of what is read in an archive, whatever its directory claims. */
  unpackedBytes: 256 * mebibyte,
  pages: 2_000,
  /** What is kept for search. */
  characters: 1_000_000,
  /** Of a picture, once it is unpacked. */
  pixels: 100_000_000,
  /** A message in a message in a message. */
  nestedMessages: 5,
};

/** Why nothing could be read. */
export class Unreadable extends Error {
  readonly failure: FileFailure;

  constructor(failure: FileFailure, options?: ErrorOptions) {
    super(failure, options);
    this.name = "Unreadable";
    this.failure = failure;
  }
}
