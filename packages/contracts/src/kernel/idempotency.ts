/**
 * A mutation of an organisation is called with a key of the client's choice. Asked again with the same key, because the
 * answer was lost, it is not run again: the answer it gave is given again.
 */
export const idempotencyHeader = "idempotency-key";

/** How long an answer is kept for whoever asks again. */
export const idempotencyKeptHours = 24;

export const idempotencyReasons = ["idempotency.key_invalid", "idempotency.key_reused"] as const;
export type IdempotencyReason = (typeof idempotencyReasons)[number];

/** Modules whose procedures belong to no organisation: they have no one transaction to keep an answer in. */
const modulesWithoutTenant: ReadonlySet<string> = new Set(["auth", "operator", "user"]);

/** Whether the mutation of this path (`crm.account.create`) keeps its answers, so that it may be sent again. */
export function keepsAnswer(path: string): boolean {
  return !modulesWithoutTenant.has(path.slice(0, path.indexOf(".")));
}

/** Printable ASCII without what separates or quotes: 1 to 255 characters. */
const keyPattern = /^[\x21\x23-\x2b\x2d-\x5b\x5d-\x7e]{1,255}$/;
const maxKeys = 1_000;

/**
 * Reads the header: one key for each call of a batch, in the order of the calls, separated by commas. A key may stand in
 * quotes, as the standard in the making has it (draft-ietf-httpapi-idempotency-key-header). Null where one is no key.
 */
export function readIdempotencyKeys(header: string): readonly string[] | null {
  const keys = header.split(",", maxKeys).map(unquoted);
  return keys.every((key) => keyPattern.test(key)) ? keys : null;
}

/** What the header says for the calls of one batch. */
export function writeIdempotencyKeys(keys: readonly string[]): string {
  return keys.map((key) => `"${key}"`).join(", ");
}

function unquoted(item: string): string {
  const text = item.trim();
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

const keyBytes = 18;

/** A key nobody else makes: 144 random bits. `randomUUID` is missing on pages that came without TLS. */
export function makeIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(keyBytes)), (byte) =>
    byte.toString(36).padStart(2, "0"),
  ).join("");
}
