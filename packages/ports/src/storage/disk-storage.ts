import type { DiskStore } from "./disk-store.ts";
import { createSigner } from "./signed-address.ts";
import type { Storage } from "./storage.ts";

/** Under which `apps/server` answers the addresses that a disk's storage signs. */
export const filesPath = "/files/";

/** The disk's objects with signed addresses of our own, in the manner of S3's: `answerDiskRequest` answers them. */
export function createDiskStorage(store: DiskStore, secret: string): Storage {
  const signer = createSigner(secret);
  const after = (seconds: number) => new Date(Date.now() + seconds * 1000);
  return {
    ...store,
    async signPart({ key, uploadId, number, sizeBytes, expiresInSeconds }) {
      const expiresAt = after(expiresInSeconds);
      const parameters = { upload: uploadId, part: String(number), size: String(sizeBytes) };
      return { url: signer.sign("PUT", filesPath + key, parameters, expiresAt), expiresAt };
    },
    async signDownload({ key, name, type, disposition, expiresInSeconds }) {
      const expiresAt = after(expiresInSeconds);
      return { url: signer.sign("GET", filesPath + key, { name, type, disposition }, expiresAt), expiresAt };
    },
  };
}
