import { file, tenant } from "@steward/db/schema";
import type { SystemDatabase } from "@steward/db/system";
import type { ObjectStore } from "@steward/ports/storage";
import { and, eq, inArray, lt, or, type SQL } from "drizzle-orm";
import { prefixOf, removedKeptDays } from "../files/index.ts";

const day = 24 * 60 * 60 * 1000;
/** Why a file was refused is for whoever uploaded it, who looks within the month. */
const rejectedKeptDays = 30;
const batchSize = 500;
/** When nobody can have removed a file: the mark of those that are on their way out. */
const longAgo = new Date(0);

export interface SweptFiles {
  /** Files that were begun and left, or removed long enough ago. */
  readonly files: number;
  /** Uploads that storage knew of, and nobody finished. */
  readonly uploads: number;
  /** Organisations that are gone, and whose files were still there. */
  readonly tenants: number;
}

/**
 * Removes files that nobody will come back to: reserved or on no record for a day, removed for a week, refused for a
 * month; uploads storage has had under way for a day; and all that belonged to organisations that are gone.
 *
 * Bytes first, rows after: what is interrupted is found again, and no byte is left that no row leads to.
 */
export async function sweepFiles(
  system: SystemDatabase,
  store: ObjectStore,
  now: Date = new Date(),
): Promise<SweptFiles> {
  const yesterday = new Date(now.getTime() - day);
  let files = 0;
  for (let found = await removeSome(system, store, now); found > 0; found = await removeSome(system, store, now)) {
    files += found;
  }
  let uploads = 0;
  for await (const { key, uploadId } of store.listUnfinished(yesterday)) {
    await store.abortUpload(key, uploadId);
    uploads += 1;
  }
  return { files, uploads, tenants: await removeOfTenantsGone(system, store) };
}

async function removeSome(system: SystemDatabase, store: ObjectStore, now: Date): Promise<number> {
  const due = await system
    .select({ tenantId: file.tenantId, id: file.id })
    .from(file)
    .where(isOver(now))
    .limit(batchSize);
  for (const [tenantId, rows] of Map.groupBy(due, (row) => row.tenantId)) {
    const these = and(
      eq(file.tenantId, tenantId),
      inArray(
        file.id,
        rows.map(({ id }) => id),
      ),
    );
    // First out of everybody's reach: a file that is put on a record, or taken back, in this moment stays.
    const claimed = await system
      .update(file)
      .set({ deletedAt: longAgo })
      .where(and(these, isOver(now)))
      .returning({ id: file.id });
    for (const { id } of claimed) await store.remove(prefixOf(tenantId, id));
    await system.delete(file).where(and(these, eq(file.deletedAt, longAgo)));
  }
  return due.length;
}

function isOver(now: Date): SQL | undefined {
  const ago = (days: number) => new Date(now.getTime() - days * day);
  return or(
    and(inArray(file.status, ["reserved", "uploaded"]), lt(file.createdAt, ago(1))),
    and(eq(file.status, "rejected"), lt(file.createdAt, ago(rejectedKeptDays))),
    // An hour more than people have: who undoes at the last moment is in time.
    lt(file.deletedAt, new Date(ago(removedKeptDays).getTime() - day / 24)),
  );
}

/** An organisation's rows go with it; its objects are found by having no organisation. */
async function removeOfTenantsGone(system: SystemDatabase, store: ObjectStore): Promise<number> {
  let gone = 0;
  for await (const owner of store.listOwners()) {
    const [known] = await system.select({ id: tenant.id }).from(tenant).where(eq(tenant.id, owner));
    if (known) continue;
    await store.remove(owner);
    gone += 1;
  }
  return gone;
}
