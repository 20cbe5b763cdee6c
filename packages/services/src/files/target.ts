import { requireOwnHands } from "@steward/auth";
import { AppError, notFound, type Permission } from "@steward/contracts";
import type { FileAddress, FileTarget } from "@steward/contracts/files/file";
import { recordIds } from "../crm/index.ts";
import { requirePermission, type ServiceContext } from "../kernel/index.ts";
import { audienceOfPlace, findPlace, requirePlace, runs } from "../messaging-access/index.ts";
import { audienceOfRecord, requireProject, requireTask } from "../projects-access/index.ts";

interface Attachable {
  readonly read: Permission;
  readonly write: Permission;
  /** The ids under which its files are; none where the record is not there. */
  readonly ids: (ctx: ServiceContext, id: string, need: Need) => Promise<string[]>;
  /** For records that not everybody with the permission sees: whether the caller may do so much with this file. */
  readonly guard?: (ctx: ServiceContext, file: PlacedFile, need: Need) => Promise<void>;
  /** Who alone hears of its files, where that is not everybody who may hear of such records. */
  readonly audience?: (ctx: Pick<ServiceContext, "db">, id: string) => Promise<string[] | undefined>;
}

type Need = "read" | "write";

/** A file, and the record it hangs on. */
export interface PlacedFile {
  readonly address: FileAddress | null;
  readonly entityId: string | null;
  /** Whoever uploaded it. */
  readonly memberId: string;
}

/** What is private to a project is so with its files: whoever may look at the record reads them, whoever works on it adds some. */
function ofProject(
  address: "projects.project" | "projects.task",
  find: (ctx: ServiceContext, id: string, need: "read" | "work") => Promise<string>,
): Attachable {
  const needed = (need: Need) => (need === "read" ? "read" : "work");
  return {
    read: `${address}.read`,
    write: "projects.task.write",
    audience: (ctx, id) => audienceOfRecord(ctx, address, id),
    ids: async (ctx, id, need) => [await find(ctx, id, needed(need))],
    guard: async (ctx, { entityId }, need) => {
      if (!entityId) throw notFound("files.file");
      await find(ctx, entityId, needed(need)).catch((error: unknown) => {
        // What hides the record hides the file: nothing is said of either.
        throw error instanceof AppError && error.code === "NOT_FOUND" ? notFound("files.file") : error;
      });
    },
  };
}

/** Whoever may see a record may see its files, and whoever may change it may change them: each kind says how it is asked. */
const attachables: Readonly<Record<FileAddress, Attachable>> = {
  "crm.account": {
    read: "crm.account.read",
    write: "crm.account.write",
    ids: (ctx, id) => recordIds(ctx, "account", id),
  },
  "crm.contact": {
    read: "crm.contact.read",
    write: "crm.contact.write",
    ids: (ctx, id) => recordIds(ctx, "contact", id),
  },
  "crm.deal": { read: "crm.deal.read", write: "crm.deal.write", ids: (ctx, id) => recordIds(ctx, "deal", id) },
  "crm.lead": { read: "crm.lead.read", write: "crm.lead.write", ids: (ctx, id) => recordIds(ctx, "lead", id) },
  "messaging.conversation": {
    read: "messaging.conversation.read",
    write: "messaging.message.write",
    ids: async (ctx, id, need) => [(await requirePlace(ctx, id, need)).conversation.id],
    guard: async (ctx, { entityId, memberId }, need) => {
      const place = entityId && (await findPlace(ctx, entityId));
      if (!place) throw notFound("files.file");
      if (need === "write") requireOwnHands(ctx.actor);
      const isTheirs = memberId === ctx.actor.memberId && place.mine !== null;
      if (need === "write" && !isTheirs && !runs(ctx, place)) throw notFound("files.file");
    },
    audience: audienceOfPlace,
  },
  "projects.project": ofProject(
    "projects.project",
    async (ctx, id, need) => (await requireProject(ctx, id, need)).project.id,
  ),
  "projects.task": ofProject("projects.task", async (ctx, id, need) => (await requireTask(ctx, id, need)).task.id),
};

/**
 * Makes sure that the record is there and that the caller may do so much with it.
 * Throws FORBIDDEN, NOT_FOUND.
 * @returns the ids under which its files are
 */
export async function requireTarget(
  ctx: ServiceContext,
  { address, entityId }: FileTarget,
  need: Need,
): Promise<string[]> {
  const attachable = attachables[address];
  requirePermission(ctx, attachable[need]);
  const ids = await attachable.ids(ctx, entityId, need);
  if (ids.length === 0) throw notFound(address);
  return ids;
}

/**
 * Asks for what the record of a file asks for, without looking whether that is still there. A file on no record yet is its
 * uploader's alone.
 * Throws FORBIDDEN, NOT_FOUND.
 */
export async function requirePlaced(ctx: ServiceContext, file: PlacedFile, need: Need): Promise<void> {
  if (!file.address) {
    if (file.memberId !== ctx.actor.memberId) throw notFound("files.file");
    return;
  }
  const attachable = attachables[file.address];
  requirePermission(ctx, attachable[need]);
  await attachable.guard?.(ctx, file, need);
}

/**
 * Whose screens are told of a file, and who reads its name in the record: of one on no record yet, its uploader; of one in a
 * private project, the project's members; of one in a conversation that is not public, whoever is in it.
 */
export async function heardBy(
  ctx: Pick<ServiceContext, "db">,
  { address, entityId, memberId }: PlacedFile,
): Promise<{ audience?: string[] }> {
  if (!address || !entityId) return { audience: [memberId] };
  const audience = await attachables[address].audience?.(ctx, entityId);
  return audience ? { audience } : {};
}

/** `heardBy` for many files, which mostly hang on one record. */
export async function eachHeardBy<Row extends PlacedFile>(
  ctx: Pick<ServiceContext, "db">,
  rows: readonly Row[],
): Promise<{ row: Row; audience?: string[] }[]> {
  const byRecord = Map.groupBy(rows, ({ address, entityId, memberId }) => `${address} ${entityId ?? memberId}`);
  const heard: { row: Row; audience?: string[] }[] = [];
  for (const [first, ...others] of byRecord.values()) {
    if (!first) continue;
    const addressed = await heardBy(ctx, first);
    heard.push(...[first, ...others].map((row) => ({ row, ...addressed })));
  }
  return heard;
}
