import { notFound, type Permission } from "@steward/contracts";
import type { FileAddress, FileTarget } from "@steward/contracts/files/file";
import { recordIds } from "../crm/index.ts";
import { requirePermission, type ServiceContext } from "../kernel/index.ts";

interface Attachable {
  readonly read: Permission;
  readonly write: Permission;
  /** The ids under which its files are; none where the record is not there. */
  readonly ids: (ctx: ServiceContext, id: string) => Promise<string[]>;
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
};

/**
 * Makes sure that the record is there and that the caller may do so much with it.
 * Throws FORBIDDEN, NOT_FOUND.
 * @returns the ids under which its files are
 */
export async function requireTarget(
  ctx: ServiceContext,
  { address, entityId }: FileTarget,
  need: "read" | "write",
): Promise<string[]> {
  const attachable = attachables[address];
  requirePermission(ctx, attachable[need]);
  const ids = await attachable.ids(ctx, entityId);
  if (ids.length === 0) throw notFound(address);
  return ids;
}

/** Asks for what the record of a file asks for, without looking whether that is still there. Throws FORBIDDEN. */
export function requireTargetPermission(ctx: ServiceContext, address: FileAddress, need: "read" | "write"): void {
  requirePermission(ctx, attachables[address][need]);
}
