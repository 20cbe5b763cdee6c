import { buffer } from "node:stream/consumers";
import { type FileFailure, fileProcessed, fileUnreadable } from "@steward/contracts/files/file";
import { file, fileText } from "@steward/db/schema";
import { ObjectMissing, type ObjectStore } from "@steward/ports/storage";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { heardBy, originalKey, processingOf, thumbnailKey } from "../files/index.ts";
import { emit, type JobRun, notify } from "../kernel/index.ts";
import { extractLimits } from "./extract/limits.ts";
import { type Extracted, extractInThread } from "./extract/thread.ts";

/** Longer than any file within the limits takes, and shorter than the job. */
const patienceMs = 120_000;

type FileRow = Pick<
  typeof file.$inferSelect,
  "id" | "name" | "type" | "sizeBytes" | "address" | "entityId" | "memberId"
>;

/**
 * Takes the text or a small picture out of a file. A file nothing can be read out of is as good as ever: why not stands
 * beside it. Runs again from the start after a crash, and does nothing where it is done.
 */
export async function processFile(run: JobRun, store: ObjectStore, fileId: string): Promise<void> {
  const row = await begin(run, fileId);
  if (!row) return;
  try {
    await finish(run, store, row, await extract(run, store, row));
  } catch (error) {
    if (run.lastAttempt) await fail(run, fileId, null);
    throw error;
  }
}

async function begin(run: JobRun, fileId: string): Promise<FileRow | undefined> {
  return run.transaction(async ({ db }) => {
    const open = and(eq(file.id, fileId), isNull(file.deletedAt), inArray(file.processing, ["waiting", "running"]));
    const [row] = await db.update(file).set({ processing: "running", progressPercent: 0 }).where(open).returning();
    return row;
  });
}

async function extract(run: JobRun, store: ObjectStore, { id, type, sizeBytes }: FileRow): Promise<Extracted> {
  if (sizeBytes > extractLimits.fileBytes) return { kind: "failure", failure: "file.content_too_large" };
  const processing = processingOf(type);
  if (!processing) return { kind: "text", text: "", truncated: false };
  let bytes: Buffer;
  try {
    bytes = await buffer(await store.read(originalKey(run.tenant.id, id)));
  } catch (error) {
    // Removed for good in this moment: there is nothing to read, now or later.
    if (error instanceof ObjectMissing) return { kind: "failure", failure: "file.content_damaged" };
    throw error;
  }
  let noting = Promise.resolve();
  const onProgress = (progressPercent: number) => {
    noting = noting.then(() =>
      run.transaction(async ({ db }) => {
        await db.update(file).set({ progressPercent }).where(eq(file.id, id));
      }),
    );
    // Waited for below; until then a failure is nobody's, and that of a promise without anybody ends the process.
    noting.catch(() => {});
  };
  const extracted = await extractInThread({ processing, type, bytes }, { patienceMs, signal: run.signal, onProgress });
  await noting;
  return extracted;
}

async function finish(run: JobRun, store: ObjectStore, row: FileRow, extracted: Extracted): Promise<void> {
  const { id, name } = row;
  if (extracted.kind === "failure") return fail(run, id, extracted.failure);
  const isPicture = extracted.kind === "thumbnail";
  if (isPicture) await store.write(thumbnailKey(run.tenant.id, id), extracted.bytes);
  const content = isPicture ? "" : extracted.text;
  await run.transaction(async (ctx) => {
    await ctx.db
      .update(file)
      .set({ processing: "done", progressPercent: 100, failure: null, hasThumbnail: isPicture })
      .where(eq(file.id, id));
    if (!isPicture) {
      const { truncated } = extracted;
      await ctx.db
        .insert(fileText)
        .values({ fileId: id, content, truncated })
        .onConflictDoUpdate({ target: [fileText.tenantId, fileText.fileId], set: { content, truncated } });
    }
    const facts = { name, characters: content.length, thumbnail: isPicture };
    await emit(ctx, fileProcessed, id, facts, await heardBy(ctx, row));
  });
}

async function fail(run: JobRun, id: string, failure: FileFailure | null): Promise<void> {
  await run.transaction(async (ctx) => {
    const [row] = await ctx.db
      .update(file)
      .set({ processing: "failed", failure })
      .where(eq(file.id, id))
      .returning({ name: file.name, address: file.address, entityId: file.entityId, memberId: file.memberId });
    if (!row) return;
    const { memberId, ...params } = row;
    await notify(ctx, fileUnreadable, { to: [memberId], entityId: id, params });
  });
}
