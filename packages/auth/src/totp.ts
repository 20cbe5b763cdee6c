import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { AuthPlatform } from "./platform.ts";

/** What every authenticator app takes: RFC 6238 with SHA-1, six digits, thirty seconds. */
const parameters = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** 160 bits, as RFC 4226 (section 4) recommends. */
const secretBytes = 20;
const ivBytes = 12;
const tagBytes = 16;

export function makeTotpSecret(): Buffer {
  return randomBytes(secretBytes);
}

/** The key URI that authenticator apps read from a QR code, and the secret for typing it. */
export function describeTotp(secret: Uint8Array, email: string): { secret: string; uri: string } {
  const totp = totpOf(secret, email);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The code of one time step, as the app shows it. */
export function totpCode(secret: Uint8Array, atMs: number): string {
  return totpOf(secret).generate({ timestamp: atMs });
}

/**
 * The time step (thirty seconds since 1970) whose code this is, or null. One step to either side is accepted, for clocks
 * that differ and people who type slowly (RFC 6238, section 5.2).
 */
export function totpStep(secret: Uint8Array, code: string, atMs: number): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: atMs, window: 1 });
  return delta === null ? null : Math.floor(atMs / 1000 / parameters.period) + delta;
}

function totpOf(secret: Uint8Array, label = ""): TOTP {
  const bytes = new Uint8Array(secret);
  return new TOTP({ issuer: "Steward", label, secret: new Secret({ buffer: bytes.buffer }), ...parameters });
}

/**
 * Encrypts a person's secret (AES-256-GCM) under a key derived from the installation's. A copy of the database then
 * yields no codes, and the person's id is authenticated with it: a row moved to somebody else opens nothing.
 */
export function sealSecret({ secret }: Pick<AuthPlatform, "secret">, userId: string, plain: Uint8Array): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(secret), iv).setAAD(Buffer.from(userId));
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

/** The secret that was sealed for this person. Throws where it was made for another, changed, or under another key. */
export function openSecret({ secret }: Pick<AuthPlatform, "secret">, userId: string, sealed: string): Buffer {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(secret), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(userId)).setAuthTag(bytes.subarray(-tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]);
}

function sealingKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "", "steward second factor", 32));
}
