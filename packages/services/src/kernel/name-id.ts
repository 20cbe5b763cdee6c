import { hash } from "node:crypto";

/** The id that belongs to a text: the same for the same one, and nobody else's (RFC 9562, version 8). */
export function idOfText(text: string): string {
  const digest = hash("sha256", text, "hex");
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
