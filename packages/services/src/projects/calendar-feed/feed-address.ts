import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { calendarPath } from "@steward/contracts/projects/feed";

/** What an address of a feed names. */
export interface FeedName {
  tenantId: string;
  id: string;
  /** Of the addresses that were given out for it, the newest alone is good. */
  generation: number;
}

const idBytes = 16;
const nameBytes = 2 * idBytes + 4;
const macBytes = 32;

/** A key of its own, from the installation's secret (RFC 5869). */
const keyOf = (secret: string) => new Uint8Array(hkdfSync("sha256", secret, "", "steward calendar feed", 32));
const macOf = (secret: string, name: Buffer) => createHmac("sha256", keyOf(secret)).update(name).digest();
const bytesOf = (id: string) => Buffer.from(id.replaceAll("-", ""), "hex");
const idOf = (bytes: Buffer) => bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** The path of a feed's address: whom it is for and a signature over that, which nobody makes without the secret. */
export function feedPath(secret: string, { tenantId, id, generation }: FeedName): string {
  const number = Buffer.alloc(4);
  number.writeUInt32BE(generation);
  const name = Buffer.concat([bytesOf(tenantId), bytesOf(id), number]);
  return `${calendarPath}${Buffer.concat([name, macOf(secret, name)]).toString("base64url")}.ics`;
}

/** What a path names that we have signed; null for every other one. Asks no database: guessing costs us nothing. */
export function readFeedPath(secret: string, path: string): FeedName | null {
  const token = /^([\w-]{91})\.ics$/.exec(path.slice(calendarPath.length))?.[1];
  if (token === undefined || !path.startsWith(calendarPath)) return null;
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== nameBytes + macBytes) return null;
  const name = bytes.subarray(0, nameBytes);
  if (!timingSafeEqual(bytes.subarray(nameBytes), macOf(secret, name))) return null;
  return {
    tenantId: idOf(name.subarray(0, idBytes)),
    id: idOf(name.subarray(idBytes, 2 * idBytes)),
    generation: name.readUInt32BE(2 * idBytes),
  };
}
