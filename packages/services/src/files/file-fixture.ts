import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Role } from "@steward/contracts";
import { AppError } from "@steward/contracts";
import type { ReserveFileInput } from "@steward/contracts/files/file";
import { processFileJob } from "@steward/contracts/files/file";
import { installJobQueue } from "@steward/db/migrate";
import { closeServer, listen } from "@steward/ports/process";
import { openFileRequests, openStorage, type StoragePlace } from "@steward/ports/storage";
import { actingScope, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import pg from "pg";
import type { JobRun, ServiceContext } from "../kernel/index.ts";
import { beginUpload, completeUpload, confirmFile, type ReservedFile, reserveFile } from "./file.ts";
import { type FileItem, getUploadState } from "./file-queries.ts";
import type { FilePlace } from "./place.ts";

export type Content = Buffer<ArrayBuffer>;

/** Two organisations, a disk, and the server that answers the disk's addresses. */
export interface FileStage {
  readonly two: TwoTenants;
  readonly place: FilePlace;
  as(tenant: TestTenant, role?: Role): Uploader;
  /** Where relative addresses are. */
  readonly origin: string;
  close(): Promise<void>;
}

/** One member of an organisation, with files; what procedures do in two steps is done in two steps. */
export interface Uploader {
  look<T>(work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  act<T>(work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  reserve(input: Partial<ReserveFileInput> & { sizeBytes: number }, place?: FilePlace): Promise<ReservedFile>;
  /** Sends every part that is missing. */
  send(id: string, content: Content): Promise<void>;
  confirm(id: string): Promise<FileItem>;
  /** All three, with the content as it is announced. */
  upload(content: Content, input?: Partial<ReserveFileInput>): Promise<FileItem>;
  job(job?: Partial<JobRun>): JobRun;
}

const secret = "a secret of the tests, long enough to sign with";

/** @param elsewhere where files are; a disk of its own unless given */
export async function openFileStage(elsewhere?: StoragePlace): Promise<FileStage> {
  const two = await createTwoTenants();
  const owner = new pg.Client({ connectionString: two.ownerUrl });
  await owner.connect();
  await installJobQueue(owner, two.ownerUrl, [processFileJob]);
  await owner.end();
  const directory = await mkdtemp(join(tmpdir(), "steward-files-"));
  const disk: StoragePlace = { kind: "disk", directory };
  const handle = openFileRequests(disk, secret);
  const server = createServer((request, response) => {
    handle?.(request, response).catch((error: unknown) => {
      const reason = error instanceof AppError ? error.reason : String(error);
      if (!response.headersSent) response.writeHead(418).end(reason);
    });
  });
  const origin = `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
  const place: FilePlace = {
    storage: openStorage(elsewhere ?? disk, secret),
    maxFileBytes: 100_000_000,
    quotaBytes: 200_000_000,
  };
  return {
    two,
    place,
    origin,
    as: (tenant, role = "member") => uploader(two, place, origin, tenant, role),
    async close() {
      await closeServer(server, 0);
      await two.close();
      await rm(directory, { recursive: true });
    },
  };
}

function uploader(two: TwoTenants, place: FilePlace, origin: string, tenant: TestTenant, role: Role): Uploader {
  const scope = actingScope(tenant, role);
  const look: Uploader["look"] = (work) => work({ ...scope, db: two.database.read(tenant.id) });
  const act: Uploader["act"] = (work) => two.database.withTenant(tenant.id, (db) => work({ ...scope, db }));
  const one: Uploader = {
    look,
    act,
    async reserve(given, of = place) {
      const input = { name: "file.bin", type: "", ...given };
      const begun = await look((ctx) => beginUpload(ctx, of, input));
      return act((ctx) => reserveFile(ctx, of, input, begun));
    },
    async send(id, content) {
      for (;;) {
        const { next } = await look((ctx) => getUploadState(ctx, place, { id, limit: 8 }));
        if (next.length === 0) return;
        for (const { url, offset, sizeBytes } of next) {
          const body = content.subarray(offset, offset + sizeBytes);
          const answer = await fetch(new URL(url, origin), { method: "PUT", body });
          if (!answer.ok) throw new Error(await answer.text());
        }
      }
    },
    async confirm(id) {
      const verdict = await look((ctx) => completeUpload(ctx, place, id));
      return act((ctx) => confirmFile(ctx, place, id, verdict));
    },
    async upload(content, input = {}) {
      const { id } = await one.reserve({ sizeBytes: content.length, ...input });
      await one.send(id, content);
      return one.confirm(id);
    },
    job: (job) => ({
      ...scope,
      jobId: "job-of-a-test",
      attempt: 1,
      lastAttempt: false,
      signal: new AbortController().signal,
      transaction: act,
      once: async (work) => {
        await act(work);
        return true;
      },
      progress: () => Promise.resolve(),
      ...job,
    }),
  };
  return one;
}
