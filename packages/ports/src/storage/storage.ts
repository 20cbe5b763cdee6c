import type { Readable } from "node:stream";

/** Bytes from `start` to `end`, both included and counted from 0, as in HTTP (RFC 9110, 14.1.2). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface StoredObject {
  readonly sizeBytes: number;
}

export interface UploadedPart {
  /** From 1. */
  readonly number: number;
  readonly sizeBytes: number;
}

export interface UnfinishedUpload {
  readonly key: string;
  readonly uploadId: string;
  readonly startedAt: Date;
}

/** Nothing is stored under the key. */
export class ObjectMissing extends Error {
  constructor(key: string, options?: ErrorOptions) {
    super(`Nothing is stored under ${key}.`, options);
    this.name = "ObjectMissing";
  }
}

/**
 * Where the bytes of files are. Keys are made by us: up to four segments of small letters, digits and hyphens, the first
 * naming the organisation.
 *
 * Everything comes up in parts, a small file in one: parts that arrived stay when the line breaks, and once an upload is
 * complete no link that was given out for it can change a byte of what has been looked at.
 */
export interface ObjectStore {
  /** Begins an upload. @returns storage's name for it */
  startUpload(key: string): Promise<string>;
  /** The parts that have arrived whole, by number; null where no such upload is under way. */
  listParts(key: string, uploadId: string): Promise<UploadedPart[] | null>;
  /**
   * Makes the object of the parts that have arrived. Asked again, it says the same.
   * @returns false where neither the upload nor its object is known
   */
  completeUpload(key: string, uploadId: string): Promise<boolean>;
  /** Forgets an upload and its parts; nothing happens where there is none. */
  abortUpload(key: string, uploadId: string): Promise<void>;
  /** Uploads that began before then and are still under way. */
  listUnfinished(before: Date): AsyncIterable<UnfinishedUpload>;

  head(key: string): Promise<StoredObject | null>;
  /** @throws {ObjectMissing} */
  read(key: string, range?: ByteRange): Promise<Readable>;
  /** Stores a small object of our own making, in place of what was there. */
  write(key: string, bytes: Uint8Array): Promise<void>;
  /** Removes every object whose key begins with these segments. */
  remove(prefix: string): Promise<void>;
  /** The first segments of all keys. */
  listOwners(): AsyncIterable<string>;
  close(): void;
}

/** A request that whoever has its address may make, as it stands and for a while. */
export interface SignedRequest {
  /** Relative (`/files/…`) where our own API answers it. */
  readonly url: string;
  readonly expiresAt: Date;
}

export interface SignPart {
  readonly key: string;
  readonly uploadId: string;
  readonly number: number;
  /** The body has exactly so many bytes, or is refused. */
  readonly sizeBytes: number;
  readonly expiresInSeconds: number;
}

export interface SignDownload {
  readonly key: string;
  /** What it is called on the disk of whoever saves it. */
  readonly name: string;
  readonly type: string;
  /** `inline` only for what we made ourselves: a page or picture of a stranger's would run under our name. */
  readonly disposition: "attachment" | "inline";
  readonly expiresInSeconds: number;
}

/** A store whose objects browsers reach themselves, by addresses that it signs. */
export interface Storage extends ObjectStore {
  /** For one `PUT` of one part. */
  signPart(part: SignPart): Promise<SignedRequest>;
  /** For `GET`s of one object, also of ranges of it. */
  signDownload(download: SignDownload): Promise<SignedRequest>;
}

const keyPattern = /^[a-z0-9-]+(?:\/[a-z0-9-]+){0,3}$/;

/** A key is also a path on a disk: what has dots in it leads elsewhere. */
export function assertKey(key: string): void {
  if (!keyPattern.test(key)) throw new TypeError(`${JSON.stringify(key)} is no key of an object.`);
}
