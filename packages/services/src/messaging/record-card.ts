import type { Permission } from "@steward/contracts";
import { type LinkedAddress, linkedAddresses, nodesOf, type RichText } from "@steward/contracts/kernel/rich-text";
import type { RecordCard } from "@steward/contracts/messaging/message";
import { labelRecords } from "../crm/index.ts";
import type { ServiceContext } from "../kernel/index.ts";

const readPermissions = {
  "crm.account": "crm.account.read",
  "crm.contact": "crm.contact.read",
  "crm.deal": "crm.deal.read",
  "crm.lead": "crm.lead.read",
} as const satisfies Record<LinkedAddress, Permission>;

const kinds = { "crm.account": "account", "crm.contact": "contact", "crm.deal": "deal", "crm.lead": "lead" } as const;

/** A record, as one key. */
export const recordKey = ({ address, entityId }: Pick<RecordCard, "address" | "entityId">) => `${address} ${entityId}`;

/** The records that a message shows, each once. */
export function recordsIn(content: RichText | null): { address: LinkedAddress; entityId: string }[] {
  const found = content ? nodesOf(content).flatMap((node) => (node.type === "record" ? [node.attrs] : [])) : [];
  return [...new Map(found.map((record) => [recordKey(record), record])).values()];
}

/**
 * What the reader may see of records, by `recordKey`. Whoever wrote the message may see more than its reader: what they
 * may not, and what is gone, is missing here, and nobody is told which of the two it is.
 */
export async function readCards(
  ctx: ServiceContext,
  records: readonly Pick<RecordCard, "address" | "entityId">[],
): Promise<ReadonlyMap<string, Pick<RecordCard, "label" | "detail">>> {
  const readable = linkedAddresses.filter((address) => ctx.actor.permissions.has(readPermissions[address]));
  const read = readable.map(async (address) => {
    const ids = records.filter((record) => record.address === address).map(({ entityId }) => entityId);
    const rows = ids.length > 0 ? await labelRecords(ctx, kinds[address], [...new Set(ids)]) : [];
    return rows.map(({ id, label, detail }) => [recordKey({ address, entityId: id }), { label, detail }] as const);
  });
  return new Map((await Promise.all(read)).flat());
}
