import { createDiskRequestHandler, type DiskRequestHandler } from "./disk-request.ts";
import { createDiskStorage } from "./disk-storage.ts";
import { createDiskStore } from "./disk-store.ts";
import { createS3Storage } from "./s3-storage.ts";
import type { StoragePlace } from "./settings.ts";
import type { ObjectStore, Storage } from "./storage.ts";

export type { DiskRequestHandler } from "./disk-request.ts";
export { filesPath } from "./disk-storage.ts";
export { type FileSettings, fileSettingsOf, type StoragePlace, storageOrigin, storageSettings } from "./settings.ts";
export { type ByteRange, ObjectMissing, type ObjectStore, type SignedRequest, type Storage } from "./storage.ts";

/** The objects of an installation, for a process that lets nobody else at them. */
export function openObjectStore(place: StoragePlace): ObjectStore {
  return place.kind === "disk" ? createDiskStore(place.directory) : createS3Storage(place);
}

/** The objects of an installation, and addresses at which browsers reach them. @param secret the installation's */
export function openStorage(place: StoragePlace, secret: string): Storage {
  return place.kind === "disk" ? createDiskStorage(createDiskStore(place.directory), secret) : createS3Storage(place);
}

/** Answers the addresses that `openStorage` signs for a disk; null where the store answers its own. */
export function openFileRequests(place: StoragePlace, secret: string): DiskRequestHandler | null {
  return place.kind === "disk" ? createDiskRequestHandler(createDiskStore(place.directory), secret) : null;
}
