import { createHash } from "node:crypto";
import type { FileRejection } from "@steward/contracts/files/file";
import type { ObjectStore } from "@steward/ports/storage";
import { isArchiveBomb } from "./archive.ts";
import { agreeOnType, isArchive } from "./file-type.ts";

/** As many of the first bytes as tell one kind of file from another. */
const headBytes = 256 * 1024;

export interface AnnouncedFile {
  readonly name: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** In hexadecimal; null where it was not announced. */
  readonly sha256: string | null;
}

export type Verdict =
  | { readonly rejection: FileRejection }
  | { readonly rejection: null; readonly type: string; readonly sha256: string };

/** Looks at what arrived, every byte of it, and compares it with what was announced. */
export async function verifyObject(store: ObjectStore, key: string, announced: AnnouncedFile): Promise<Verdict> {
  const object = await store.head(key);
  if (!object) return { rejection: "file.upload_lost" };
  if (object.sizeBytes !== announced.sizeBytes) return { rejection: "file.size_differs" };
  const { head, sha256 } = await readThrough(store, key);
  if (announced.sha256 !== null && announced.sha256 !== sha256) return { rejection: "file.hash_differs" };
  const { fileTypeFromBuffer } = await import("file-type");
  const sniffed = await fileTypeFromBuffer(head);
  const type = agreeOnType(announced, sniffed?.mime, head);
  if (type === null) return { rejection: "file.type_differs" };
  const archive = isArchive(sniffed?.mime ?? "");
  if (archive && (await isArchiveBomb(store, key, object.sizeBytes))) return { rejection: "file.archive_bomb" };
  return { rejection: null, type, sha256 };
}

async function readThrough(store: ObjectStore, key: string): Promise<{ head: Buffer; sha256: string }> {
  const hash = createHash("sha256");
  const first: Buffer[] = [];
  let seen = 0;
  const source: AsyncIterable<Buffer> = await store.read(key);
  for await (const chunk of source) {
    hash.update(chunk);
    if (seen < headBytes) first.push(chunk);
    seen += chunk.byteLength;
  }
  return { head: Buffer.concat(first).subarray(0, headBytes), sha256: hash.digest("hex") };
}
