import { AppError, notFound, type Page } from "@steward/contracts";
import type {
  FileAddress,
  FileFailure,
  FileProcessingState,
  FileReason,
  FileRejection,
  FileStatus,
  ListFilesInput,
  NextPartsInput,
} from "@steward/contracts/files/file";
import { keysetPage } from "@steward/db";
import { file, member } from "@steward/db/schema";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { type FilePlace, originalKey, partsOf, thumbnailKey } from "./place.ts";
import { requirePlaced, requireTarget } from "./target.ts";

/** A link is followed at once, and nobody who lost their access an hour ago still holds one. */
const downloadSeconds = 5 * 60;
/** A part takes its time on a poor line, and is asked for when the one before it has left. */
const partSeconds = 15 * 60;

/** A file as the panel of a record shows it. */
export interface FileItem {
  id: string;
  name: string;
  status: FileStatus;
  sizeBytes: number;
  /** MIME type. */
  type: string;
  uploadedBy: string;
  createdAt: Date;
  /** Why its bytes were not taken; they are gone. */
  rejection: FileRejection | null;
  processing: FileProcessingState;
  progressPercent: number;
  /** Why nothing could be read out of it. */
  failure: FileFailure | null;
  /** Good for five minutes; relative to the API's origin, or absolute. */
  thumbnailUrl: string | null;
}

export type FileRow = typeof file.$inferSelect;

const columns = {
  id: file.id,
  name: file.name,
  status: file.status,
  sizeBytes: file.sizeBytes,
  type: file.type,
  uploadedBy: member.name,
  createdAt: file.createdAt,
  rejection: file.rejection,
  processing: file.processing,
  progressPercent: file.progressPercent,
  failure: file.failure,
  hasThumbnail: file.hasThumbnail,
};
const uploader = and(eq(member.tenantId, file.tenantId), eq(member.id, file.memberId));

async function itemOf(
  ctx: ServiceContext,
  { storage }: FilePlace,
  { hasThumbnail, ...item }: Omit<FileItem, "thumbnailUrl"> & { hasThumbnail: boolean },
): Promise<FileItem> {
  if (!hasThumbnail) return { ...item, thumbnailUrl: null };
  const signed = await storage.signDownload({
    key: thumbnailKey(ctx.tenant.id, item.id),
    name: `${item.name}.webp`,
    type: "image/webp",
    // Our own drawing of what was uploaded, not the upload.
    disposition: "inline",
    expiresInSeconds: downloadSeconds,
  });
  return { ...item, thumbnailUrl: signed.url };
}

/** The files on one record, newest first; of an account, also those of the accounts merged into it. */
export async function listFiles(ctx: ServiceContext, place: FilePlace, input: ListFilesInput): Promise<Page<FileItem>> {
  const ids = await requireTarget(ctx, input, "read");
  const sort = { field: "createdAt", direction: "desc" } as const;
  const { limit, cursor } = input;
  const page = await keysetPage({ sort, by: file.createdAt, id: file.id, limit, cursor }, (part) =>
    ctx.db
      .select({ ...columns, ...part.columns })
      .from(file)
      .innerJoin(member, uploader)
      .where(
        and(
          eq(file.address, input.address),
          inArray(file.entityId, ids),
          inArray(file.status, ["attached", "rejected"]),
          isNull(file.deletedAt),
          part.where,
        ),
      )
      .orderBy(...part.orderBy)
      .limit(part.limit),
  );
  return { ...page, items: await Promise.all(page.items.map((item) => itemOf(ctx, place, item))) };
}

/** Files by their ids, for a module that shows them on records its caller has been let into; removed ones are left out. */
export async function filesByIds(
  ctx: ServiceContext,
  place: FilePlace,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FileItem>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select(columns)
    .from(file)
    .innerJoin(member, uploader)
    .where(and(inArray(file.id, [...ids]), isNull(file.deletedAt)));
  const items = await Promise.all(rows.map((row) => itemOf(ctx, place, row)));
  return new Map(items.map((item) => [item.id, item]));
}

/**
 * A file the caller may see, or change. One on no record yet is its uploader's alone.
 * Throws NOT_FOUND, FORBIDDEN.
 */
export async function requireFile(ctx: ServiceContext, id: string, need: "read" | "write"): Promise<FileRow> {
  const [row] = await ctx.db
    .select()
    .from(file)
    .where(and(eq(file.id, id), isNull(file.deletedAt)));
  if (!row) throw notFound("files.file");
  await requirePlaced(ctx, row, need);
  return row;
}

/** Throws NOT_FOUND. */
export async function getFile(ctx: ServiceContext, place: FilePlace, id: string): Promise<FileItem> {
  await requireFile(ctx, id, "read");
  const [row] = await ctx.db.select(columns).from(file).innerJoin(member, uploader).where(eq(file.id, id));
  if (!row) throw notFound("files.file");
  return itemOf(ctx, place, row);
}

/** A part that has not arrived, and where it goes: one `PUT` of exactly so many bytes of the file, from `offset` on. */
export interface PartToSend {
  number: number;
  offset: number;
  sizeBytes: number;
  /** Relative to the API's origin, or absolute. */
  url: string;
  expiresAt: Date;
}

export interface UploadState {
  partCount: number;
  arrivedBytes: number;
  /** The first parts that are missing. None: the upload can be confirmed. */
  next: PartToSend[];
}

/**
 * What of a file has arrived, and where to send what comes next: all that is needed to go on after a broken line.
 * Throws NOT_FOUND, PRECONDITION `file.not_reserved`.
 */
export async function getUploadState(
  ctx: ServiceContext,
  { storage }: FilePlace,
  { id, limit }: NextPartsInput,
): Promise<UploadState> {
  const row = await requireFile(ctx, id, "write");
  if (row.status !== "reserved") throw new AppError("PRECONDITION", "file.not_reserved" satisfies FileReason);
  const key = originalKey(ctx.tenant.id, id);
  const arrived = new Map((await storage.listParts(key, row.uploadId))?.map((part) => [part.number, part.sizeBytes]));
  const parts = partsOf(row.sizeBytes, row.partSizeBytes);
  const isThere = ({ number, sizeBytes }: (typeof parts)[number]) => arrived.get(number) === sizeBytes;
  const missing = parts.filter((part) => !isThere(part)).slice(0, limit);
  const next = missing.map(async ({ number, sizeBytes }): Promise<PartToSend> => {
    const part = { key, uploadId: row.uploadId, number, sizeBytes, expiresInSeconds: partSeconds };
    return { number, sizeBytes, offset: (number - 1) * row.partSizeBytes, ...(await storage.signPart(part)) };
  });
  const arrivedBytes = parts.filter(isThere).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { partCount: parts.length, arrivedBytes, next: await Promise.all(next) };
}

export interface Download {
  /** Relative to the API's origin, or absolute. */
  url: string;
  expiresAt: Date;
}

/**
 * An address at which the file can be had for five minutes. Always to be saved, never to be shown: a page or a drawing
 * (SVG) of a stranger's would run under our name.
 * Throws NOT_FOUND, PRECONDITION `file.not_available`.
 */
export async function getDownload(ctx: ServiceContext, { storage }: FilePlace, id: string): Promise<Download> {
  const { name, type, status } = await requireFile(ctx, id, "read");
  if (status === "reserved" || status === "rejected") {
    throw new AppError("PRECONDITION", "file.not_available" satisfies FileReason);
  }
  const key = originalKey(ctx.tenant.id, id);
  return storage.signDownload({ key, name, type, disposition: "attachment", expiresInSeconds: downloadSeconds });
}

export interface FileUsage {
  usedBytes: number;
  quotaBytes: number;
  maxFileBytes: number;
}

/** What the organisation's files take up, those under way included and removed ones not. */
export async function getUsage(ctx: ServiceContext, { quotaBytes, maxFileBytes }: FilePlace): Promise<FileUsage> {
  const [row] = await ctx.db
    .select({ usedBytes: sql<string>`coalesce(sum(${file.sizeBytes}), 0)` })
    .from(file)
    .where(and(inArray(file.status, ["reserved", "uploaded", "attached"]), isNull(file.deletedAt)));
  return { usedBytes: Number(row?.usedBytes ?? 0), quotaBytes, maxFileBytes };
}

/** What a fact about a file says. */
export const factOfRecord = (row: { name: string; address: FileAddress | null; entityId: string | null }) => ({
  name: row.name,
  address: row.address,
  entityId: row.entityId,
});
