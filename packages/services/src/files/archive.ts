import { Readable } from "node:stream";
import type { ObjectStore } from "@steward/ports/storage";
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from "yauzl";

const mebibyte = 1024 * 1024;

/** What an archive may hold; more is nobody's work, and a bomb for whoever unpacks it. */
export const archiveLimits = {
  entries: 50_000,
  /** Unpacked, of all entries. */
  totalBytes: 10 * 1024 * mebibyte,
  /** Deflate comes to a thousand to one, and what people write to ten. */
  ratio: 200,
  /** Below this no ratio hurts anybody: an empty spreadsheet comes to hundreds. */
  harmlessBytes: 100 * mebibyte,
};

/** Whether an archive unpacks to far more than anybody means to store: a zip bomb. One that is damaged is none. */
export async function isArchiveBomb(store: ObjectStore, key: string, sizeBytes: number): Promise<boolean> {
  let zip: ZipFile;
  try {
    zip = await fromRandomAccessReaderPromise(readerOf(store, key), sizeBytes, { autoClose: false });
  } catch {
    return false;
  }
  let [entries, total] = [0, 0];
  try {
    // The directory at the archive's end says it of every entry, without a byte being unpacked. Entries that share their
    // bytes (Fifield 2019, "A better zip bomb") are counted as often as they are unpacked.
    for await (const { uncompressedSize } of zip.eachEntry()) {
      entries += 1;
      total += uncompressedSize;
      if (entries > archiveLimits.entries || total > archiveLimits.totalBytes) return true;
      if (total > archiveLimits.harmlessBytes && total > sizeBytes * archiveLimits.ratio) return true;
    }
  } catch {
    return false;
  } finally {
    zip.close();
  }
  return false;
}

function readerOf(store: ObjectStore, key: string): RandomAccessReader {
  class ObjectReader extends RandomAccessReader {
    /** `end` is not included. */
    override _readStreamForRange(start: number, end: number): Readable {
      return Readable.from(
        (async function* () {
          yield* await store.read(key, { start, end: end - 1 });
        })(),
        { objectMode: false },
      );
    }
  }
  return new ObjectReader();
}
