import { type EventMessage, firstEventId, writeEventMessage } from "@steward/contracts/kernel/live";

/** Far behind every transaction that the database of a measure will see. */
const firstTransaction = 10 ** 12;
const sequenceDigits = 12;
const prefix = firstEventId.slice(0, -sequenceDigits);

/** What every contestant is told of the bus for the message with this number. */
export function lineOf(tenantId: string, sequence: number): string {
  return writeEventMessage({
    tenantId,
    xid: String(firstTransaction + sequence),
    id: prefix + String(sequence).padStart(sequenceDigits, "0"),
    name: "crm.account.renamed",
    entityId: prefix + String(sequence).padStart(sequenceDigits, "0"),
    audience: null,
  });
}

/** What a contestant tells a client, as our API does. */
export const toldOf = ({ id, name, entityId }: EventMessage) => ({
  kind: "event",
  id,
  name,
  address: "crm.account",
  entityId,
});

const mark = Buffer.from(`"entityId":"${prefix}`);

/** The number of the message in what a client was sent, whatever stands around it; null where there is none. */
export function sequenceIn(data: Buffer): number | null {
  const at = data.indexOf(mark);
  if (at < 0) return null;
  const from = at + mark.length;
  return Number(data.toString("latin1", from, from + sequenceDigits));
}
