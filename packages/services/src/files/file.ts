import { AppError, notFound } from "@steward/contracts";
import {
  type AttachFilesInput,
  type FileReason,
  fileAttached,
  fileCancelled,
  fileRejected,
  fileRemoved,
  fileReserved,
  fileRestored,
  fileUploaded,
  processFileJob,
  type ReserveFileInput,
} from "@steward/contracts/files/file";
import { uuidv7 } from "@steward/db";
import { file, tenant } from "@steward/db/schema";
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { emit, emitMany, enqueue, type ServiceContext } from "../kernel/index.ts";
import { type FileItem, type FileRow, factOfRecord, getFile, getUsage, requireFile } from "./file-queries.ts";
import { type FilePlace, originalKey, partSizeOf, partsOf, prefixOf } from "./place.ts";
import { isProcessed } from "./processed.ts";
import { eachHeardBy, heardBy, requirePlaced, requireTarget } from "./target.ts";
import { type Verdict, verifyObject } from "./verify.ts";

/** How long a removed file can be brought back. */
export const removedKeptDays = 7;

/** As long ago as to be past bringing back. */
const removedForGood = sql`now() - ${removedKeptDays} * interval '1 day'`;

/** An upload that storage knows of, and the database not yet. */
export interface BegunUpload {
  readonly id: string;
  readonly uploadId: string;
}

/**
 * Begins an upload in storage, before any transaction. One that comes to nothing is swept up a day later.
 * Throws what `reserveFile` throws.
 */
export async function beginUpload(
  ctx: ServiceContext,
  place: FilePlace,
  input: ReserveFileInput,
): Promise<BegunUpload> {
  const { maxFileBytes, storage } = place;
  const { sizeBytes } = input;
  if (sizeBytes > maxFileBytes)
    throw new AppError("LIMIT", "file.too_large" satisfies FileReason, { sizeBytes, maxFileBytes });
  if (input.target) await requireTarget(ctx, input.target, "write");
  await requireRoom(ctx, place, sizeBytes);
  const id = uuidv7();
  return { id, uploadId: await storage.startUpload(originalKey(ctx.tenant.id, id)) };
}

export interface ReservedFile {
  id: string;
  partSizeBytes: number;
  partCount: number;
}

/**
 * Keeps room for a file that is about to come.
 * Throws LIMIT `file.too_large` | `file.quota_exceeded`, FORBIDDEN, NOT_FOUND for the record it is for.
 */
export async function reserveFile(
  ctx: ServiceContext,
  place: FilePlace,
  { name, sizeBytes, type, sha256, target }: ReserveFileInput,
  { id, uploadId }: BegunUpload,
): Promise<ReservedFile> {
  await lockUsage(ctx);
  await requireRoom(ctx, place, sizeBytes);
  const partSizeBytes = partSizeOf(sizeBytes);
  const { memberId } = ctx.actor;
  const planned = { id, name, sizeBytes, type, sha256: sha256 ?? null, uploadId, partSizeBytes, memberId };
  await ctx.db.insert(file).values({ ...planned, ...target });
  const placed = { address: target?.address ?? null, entityId: target?.entityId ?? null, memberId };
  await emit(ctx, fileReserved, id, { name, sizeBytes, type }, await heardBy(ctx, placed));
  return { id, partSizeBytes, partCount: partsOf(sizeBytes, partSizeBytes).length };
}

/** Two reservations at once would each find the room that is left for one. */
async function lockUsage(ctx: ServiceContext): Promise<void> {
  await ctx.db.select({ id: tenant.id }).from(tenant).where(eq(tenant.id, ctx.tenant.id)).for("no key update");
}

async function requireRoom(ctx: ServiceContext, place: FilePlace, sizeBytes: number): Promise<void> {
  const { usedBytes, quotaBytes } = await getUsage(ctx, place);
  if (usedBytes + sizeBytes <= quotaBytes) return;
  throw new AppError("LIMIT", "file.quota_exceeded" satisfies FileReason, { sizeBytes, usedBytes, quotaBytes });
}

/**
 * Puts the parts together and looks at what came, before any transaction; null where that has been done already. What is
 * rejected is gone from storage when this returns.
 * Throws NOT_FOUND, PRECONDITION `file.incomplete` with how many parts have arrived.
 */
export async function completeUpload(ctx: ServiceContext, { storage }: FilePlace, id: string): Promise<Verdict | null> {
  const row = await requireFile(ctx, id, "write");
  if (row.status !== "reserved") return null;
  const key = originalKey(ctx.tenant.id, id);
  const arrived = await storage.listParts(key, row.uploadId);
  if (arrived) requireEveryPart(row, arrived.length);
  if (!(await storage.completeUpload(key, row.uploadId))) return { rejection: "file.upload_lost" };
  const verdict = await verifyObject(storage, key, row);
  if (verdict.rejection) await storage.remove(prefixOf(ctx.tenant.id, id));
  return verdict;
}

function requireEveryPart({ sizeBytes, partSizeBytes }: FileRow, arrivedParts: number): void {
  const partCount = partsOf(sizeBytes, partSizeBytes).length;
  if (arrivedParts === partCount) return;
  throw new AppError("PRECONDITION", "file.incomplete" satisfies FileReason, { arrivedParts, partCount });
}

/**
 * Takes the file, or says why not: what its bytes are is a fact about it, so a rejection is an answer and stays on the
 * record. Asked again, it answers the same.
 * Throws NOT_FOUND.
 */
export async function confirmFile(
  ctx: ServiceContext,
  place: FilePlace,
  id: string,
  verdict: Verdict | null,
): Promise<FileItem> {
  const [row] = await ctx.db
    .select()
    .from(file)
    .where(and(eq(file.id, id), isNull(file.deletedAt)))
    .for("update");
  if (row?.status === "reserved" && verdict) await settle(ctx, row, verdict);
  return getFile(ctx, place, id);
}

async function settle(ctx: ServiceContext, row: FileRow, verdict: Verdict) {
  const { id, name, sizeBytes, address, entityId } = row;
  const addressed = await heardBy(ctx, row);
  if (verdict.rejection) {
    await ctx.db.update(file).set({ status: "rejected", rejection: verdict.rejection }).where(eq(file.id, id));
    await emit(ctx, fileRejected, id, { name, rejection: verdict.rejection }, addressed);
    return;
  }
  const { type, sha256 } = verdict;
  const processing = isProcessed(type) ? "waiting" : "none";
  const status = address ? "attached" : "uploaded";
  await ctx.db.update(file).set({ status, type, sha256, processing, uploadedAt: sql`now()` }).where(eq(file.id, id));
  await emit(ctx, fileUploaded, id, { name, sizeBytes, type }, addressed);
  if (address) await emit(ctx, fileAttached, id, { name, address, entityId }, addressed);
  if (processing === "waiting") await enqueue(ctx, processFileJob, { fileId: id });
}

/** Hangs files of the caller's own that are on no record yet on one. Throws FORBIDDEN, NOT_FOUND unless all are there. */
export async function attachFiles(ctx: ServiceContext, { ids, target }: AttachFilesInput): Promise<{ ids: string[] }> {
  await requireTarget(ctx, target, "write");
  const wanted = [...new Set(ids)];
  const own = and(eq(file.memberId, ctx.actor.memberId), eq(file.status, "uploaded"), isNull(file.deletedAt));
  const rows = await ctx.db
    .update(file)
    .set({ ...target, status: "attached" })
    .where(and(inArray(file.id, wanted), own))
    .returning({ id: file.id, name: file.name });
  if (rows.length !== wanted.length) throw notFound("files.file");
  const addressed = await heardBy(ctx, { ...target, memberId: ctx.actor.memberId });
  await emitMany(
    ctx,
    fileAttached,
    rows.map(({ id, name }) => ({ entityId: id, payload: { name, ...target }, ...addressed })),
  );
  return { ids: wanted };
}

/** Has storage forget an upload that is to be given up, before any transaction. Throws what `cancelFile` throws. */
export async function abandonUpload(ctx: ServiceContext, { storage }: FilePlace, id: string): Promise<void> {
  const { status, uploadId } = await requireFile(ctx, id, "write");
  if (status !== "reserved") throw new AppError("PRECONDITION", "file.not_reserved" satisfies FileReason);
  await storage.abortUpload(originalKey(ctx.tenant.id, id), uploadId);
}

/** Gives an upload up. Throws NOT_FOUND, PRECONDITION `file.not_reserved`. */
export async function cancelFile(ctx: ServiceContext, id: string): Promise<{ id: string }> {
  const row = await requireFile(ctx, id, "write");
  // Kept for a day, for upkeep: whoever confirms in this very moment may leave bytes behind.
  const gone = await ctx.db
    .update(file)
    .set({ deletedAt: sql`now()` })
    .where(and(eq(file.id, id), eq(file.status, "reserved")))
    .returning({ id: file.id });
  if (gone.length === 0) throw new AppError("PRECONDITION", "file.not_reserved" satisfies FileReason);
  await emit(ctx, fileCancelled, id, { name: row.name }, await heardBy(ctx, row));
  return { id };
}

/** Removes files from their records; `restoreFiles` brings them back within a week. NOT_FOUND when none is there. */
export async function removeFiles(ctx: ServiceContext, ids: readonly string[]): Promise<{ ids: string[] }> {
  const found = await ctx.db
    .select()
    .from(file)
    .where(and(inArray(file.id, [...ids]), isNull(file.deletedAt)))
    .for("update");
  const rows = found.filter((row) => row.address || row.memberId === ctx.actor.memberId);
  if (rows.length === 0) throw notFound("files.file");
  for (const row of rows) await requirePlaced(ctx, row, "write");
  const removed = rows.map(({ id }) => id);
  await ctx.db.update(file).set({ deletedAt: sql`now()` }).where(inArray(file.id, removed));
  await emitMany(ctx, fileRemoved, await factsOf(ctx, rows));
  return { ids: removed };
}

/**
 * Removes files together with what they came with: nobody brings them back, and upkeep takes their bytes. For a module
 * whose caller may do so.
 */
export async function discardFiles(ctx: ServiceContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await ctx.db
    .update(file)
    .set({ deletedAt: removedForGood })
    .where(and(inArray(file.id, [...ids]), isNull(file.deletedAt)))
    .returning();
  await emitMany(ctx, fileRemoved, await factsOf(ctx, rows));
}

/** Undoes a removal. NOT_FOUND when none was removed within the week, LIMIT `file.quota_exceeded`. */
export async function restoreFiles(
  ctx: ServiceContext,
  place: FilePlace,
  ids: readonly string[],
): Promise<{ ids: string[] }> {
  await lockUsage(ctx);
  const kept = gt(file.deletedAt, removedForGood);
  const found = await ctx.db
    .select()
    .from(file)
    .where(and(inArray(file.id, [...ids]), kept))
    .for("update");
  const rows = found.filter((row) => row.address || row.memberId === ctx.actor.memberId);
  if (rows.length === 0) throw notFound("files.file");
  for (const row of rows) await requirePlaced(ctx, row, "write");
  await requireRoom(
    ctx,
    place,
    rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  );
  const restored = rows.map(({ id }) => id);
  await ctx.db.update(file).set({ deletedAt: null }).where(inArray(file.id, restored));
  await emitMany(ctx, fileRestored, await factsOf(ctx, rows));
  return { ids: restored };
}

async function factsOf(ctx: ServiceContext, rows: readonly FileRow[]) {
  const heard = await eachHeardBy(ctx, rows);
  return heard.map(({ row, ...addressed }) => ({ entityId: row.id, payload: factOfRecord(row), ...addressed }));
}
