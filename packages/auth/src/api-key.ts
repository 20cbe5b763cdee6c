import { createHash, randomBytes, randomInt } from "node:crypto";

/** What a key begins with: secret scanners and people know it for what it is. */
export const apiKeyMark = "stw_";

const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";

export interface ApiKeySecret {
  /** `stw_<8>_<43>`, 256 random bits in its last part: shown once, never stored. */
  readonly key: string;
  /** `stw_<8>`, by which people tell keys apart. */
  readonly prefix: string;
  /** SHA-256, hexadecimal. */
  readonly keyHash: string;
}

/** Makes the secret of a new API key; `prefix` and `keyHash` are what `api_key` stores. */
export function createApiKeySecret(): ApiKeySecret {
  const label = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join("");
  const prefix = apiKeyMark + label;
  const key = `${prefix}_${randomBytes(32).toString("base64url")}`;
  return { key, prefix, keyHash: apiKeyHash(key) };
}

/** No salt and no slow hash: nobody guesses 256 random bits, and the key is found by its hash. */
export function apiKeyHash(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
