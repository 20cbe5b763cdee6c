import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";

/** Makes and judges addresses that carry their own permission. */
export interface AddressSigner {
  /** `path` with parameters, an expiry and a signature over all of it and the method. */
  sign(method: "GET" | "PUT", path: string, parameters: Readonly<Record<string, string>>, expiresAt: Date): string;
  verify(method: string, address: string, now?: Date): AddressVerdict;
}

export type AddressVerdict =
  | { readonly verdict: "valid"; readonly path: string; readonly parameters: URLSearchParams }
  | { readonly verdict: "invalid" | "expired" };

const mark = "&signature=";

/**
 * Signs under a key of its own, derived from the installation's secret (RFC 5869).
 *
 * What is signed is the address as it is written, letter for letter: two readings of one address cannot differ where
 * nobody reads before the signature holds.
 */
export function createSigner(secret: string): AddressSigner {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "steward file address", 32));
  const signatureOf = (method: string, text: string) => createHmac("sha256", key).update(`${method} ${text}`).digest();
  return {
    sign(method, path, parameters, expiresAt) {
      const expires = String(Math.ceil(expiresAt.getTime() / 1000));
      const text = `${path}?${new URLSearchParams({ ...parameters, expires })}`;
      return `${text}${mark}${signatureOf(method, text).toString("base64url")}`;
    },
    verify(method, address, now = new Date()) {
      const end = address.lastIndexOf(mark);
      if (end < 0) return { verdict: "invalid" };
      const text = address.slice(0, end);
      const given = Buffer.from(address.slice(end + mark.length), "base64url");
      const wanted = signatureOf(method, text);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return { verdict: "invalid" };
      const [path = "", query = ""] = text.split("?", 2);
      const parameters = new URLSearchParams(query);
      const expired = Number(parameters.get("expires")) * 1000 < now.getTime();
      return expired ? { verdict: "expired" } : { verdict: "valid", path, parameters };
    },
  };
}
