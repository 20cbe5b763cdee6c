import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { assertKey, type ByteRange, ObjectMissing, type ObjectStore, type UploadedPart } from "./storage.ts";

/** No such upload is under way: it was never begun, or it is over. */
export class UploadUnknown extends Error {
  constructor(options?: ErrorOptions) {
    super("No such upload is under way.", options);
    this.name = "UploadUnknown";
  }
}

/** The body had another length than was announced; nothing of it was kept. */
export class PartIncomplete extends Error {
  constructor(options?: ErrorOptions) {
    super("The part did not come whole.", options);
    this.name = "PartIncomplete";
  }
}

export interface DiskStore extends ObjectStore {
  /**
   * Takes one part in, as fast as the disk writes and no faster. It counts once it is whole and on the disk.
   * @throws {UploadUnknown} @throws {PartIncomplete}
   */
  receivePart(uploadId: string, part: UploadedPart, source: Readable): Promise<void>;
}

const uploadSchema = z.object({ key: z.string() });
const manifestSchema = z.object({ parts: z.array(z.number().int().min(0)) });
const manifestFile = "manifest.json";
const uploadFile = "upload.json";
const partPattern = /^part-(\d{5})$/;
const partFile = (number: number) => `part-${String(number).padStart(5, "0")}`;
const uploadPattern = /^[0-9a-f-]{36}$/;

const isMissing = (error: unknown) => codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR";
const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? error.code : undefined);
const unlessMissing = (error: unknown): null => {
  if (isMissing(error)) return null;
  throw error;
};

/**
 * Objects in a directory of this machine. An object is a folder of its parts, as they came, and a list of their sizes:
 * an upload becomes an object by one rename, however large it is, and whoever is still writing to a part then writes to a
 * file nobody knows.
 */
export function createDiskStore(root: string): DiskStore {
  const objectDir = (key: string) => {
    assertKey(key);
    return join(root, "objects", key);
  };
  const uploadDir = (uploadId: string) => {
    if (!uploadPattern.test(uploadId)) throw new UploadUnknown();
    return join(root, "uploads", uploadId);
  };
  const sizesOf = async (key: string): Promise<number[] | null> => {
    const text = await readFile(join(objectDir(key), manifestFile), "utf8").catch(unlessMissing);
    return text === null ? null : manifestSchema.parse(JSON.parse(text)).parts;
  };
  const keyOf = async (uploadId: string): Promise<string | null> => {
    if (!uploadPattern.test(uploadId)) return null;
    const text = await readFile(join(uploadDir(uploadId), uploadFile), "utf8").catch(unlessMissing);
    return text === null ? null : uploadSchema.parse(JSON.parse(text)).key;
  };

  async function listParts(key: string, uploadId: string): Promise<UploadedPart[] | null> {
    if ((await keyOf(uploadId)) !== key) return null;
    const names = await readdir(uploadDir(uploadId));
    const parts = names.flatMap((name) => partPattern.exec(name)?.[1] ?? []).map(Number);
    const sized = parts.map(async (number) => {
      const { size } = await stat(join(uploadDir(uploadId), partFile(number)));
      return { number, sizeBytes: size };
    });
    return (await Promise.all(sized)).toSorted((one, other) => one.number - other.number);
  }

  async function startUpload(key: string): Promise<string> {
    assertKey(key);
    const uploadId = randomUUID();
    await mkdir(uploadDir(uploadId), { recursive: true });
    await writeFile(join(uploadDir(uploadId), uploadFile), JSON.stringify({ key }));
    return uploadId;
  }

  async function receivePart(uploadId: string, { number, sizeBytes }: UploadedPart, source: Readable): Promise<void> {
    const target = join(uploadDir(uploadId), partFile(number));
    // One of its own for each try: a try that was given up may still be writing when the next one is done.
    const scratch = `${target}.${randomUUID()}`;
    try {
      await pipeline(source, exactly(sizeBytes), createWriteStream(scratch, { flags: "wx", flush: true }));
      await rename(scratch, target);
    } catch (error) {
      await rm(scratch, { force: true });
      throw isMissing(error) ? new UploadUnknown({ cause: error }) : error;
    }
  }

  async function completeUpload(key: string, uploadId: string): Promise<boolean> {
    const parts = await listParts(key, uploadId).catch(unlessMissing);
    if (parts === null) return (await sizesOf(key)) !== null;
    const from = uploadDir(uploadId);
    const manifest = { parts: parts.map(({ sizeBytes }) => sizeBytes) } satisfies z.input<typeof manifestSchema>;
    try {
      await writeFlushed(join(from, manifestFile), JSON.stringify(manifest));
      await mkdir(dirname(objectDir(key)), { recursive: true });
      await rename(from, objectDir(key));
    } catch (error) {
      // Somebody else has completed it at the same time.
      if (isMissing(error) || codeOf(error) === "ENOTEMPTY") return (await sizesOf(key)) !== null;
      throw error;
    }
    const kept = new Set([manifestFile, ...parts.map(({ number }) => partFile(number))]);
    const left = (await readdir(objectDir(key))).filter((name) => !kept.has(name));
    await Promise.all(left.map((name) => rm(join(objectDir(key), name), { force: true })));
    return true;
  }

  return {
    startUpload,
    listParts,
    receivePart,
    completeUpload,
    async abortUpload(key, uploadId) {
      if ((await keyOf(uploadId)) === key) await rm(uploadDir(uploadId), { recursive: true, force: true });
    },
    async *listUnfinished(before) {
      const ids = (await readdir(join(root, "uploads")).catch(unlessMissing)) ?? [];
      for (const uploadId of ids) {
        const [key, made] = await Promise.all([
          keyOf(uploadId),
          stat(join(root, "uploads", uploadId)).catch(unlessMissing),
        ]);
        if (key !== null && made && made.birthtime < before) yield { key, uploadId, startedAt: made.birthtime };
      }
    },
    async head(key) {
      const sizes = await sizesOf(key);
      return sizes && { sizeBytes: total(sizes) };
    },
    async read(key, range) {
      const sizes = await sizesOf(key);
      if (!sizes) throw new ObjectMissing(key);
      return Readable.from(chunksOf(objectDir(key), sizes, range), { objectMode: false });
    },
    async write(key, bytes) {
      const uploadId = await startUpload(key);
      await receivePart(uploadId, { number: 1, sizeBytes: bytes.byteLength }, Readable.from([bytes]));
      await rm(objectDir(key), { recursive: true, force: true });
      await completeUpload(key, uploadId);
    },
    async remove(prefix) {
      await rm(objectDir(prefix), { recursive: true, force: true });
    },
    async *listOwners() {
      yield* (await readdir(join(root, "objects")).catch(unlessMissing)) ?? [];
    },
    close() {},
  };
}

const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);

async function writeFlushed(path: string, text: string): Promise<void> {
  const handle = await open(path, "w");
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Passes bytes on and fails at the first that is too many, or at the end if some are missing. */
function exactly(sizeBytes: number) {
  return async function* (source: AsyncIterable<Buffer>) {
    let seen = 0;
    for await (const chunk of source) {
      seen += chunk.byteLength;
      if (seen > sizeBytes) throw new PartIncomplete();
      yield chunk;
    }
    if (seen !== sizeBytes) throw new PartIncomplete();
  };
}

/** The bytes of a range, part by part, read when they are asked for. */
async function* chunksOf(directory: string, sizes: readonly number[], range?: ByteRange): AsyncGenerator<Buffer> {
  const { start, end } = range ?? { start: 0, end: total(sizes) - 1 };
  let offset = 0;
  for (const [index, size] of sizes.entries()) {
    const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, size - 1)];
    offset += size;
    if (from > to) continue;
    yield* createReadStream(join(directory, partFile(index + 1)), { start: from, end: to, highWaterMark: chunkBytes });
  }
}

const chunkBytes = 256 * 1024;
