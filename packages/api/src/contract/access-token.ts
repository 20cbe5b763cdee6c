import { createHmac, hkdfSync, randomUUID } from "node:crypto";

/** What an access token says; every part of it can be said wrongly. */
export interface TokenClaims {
  readonly userId: string;
  readonly sessionId: string;
  /** Seconds from now, negative for one that has expired. */
  readonly expiresIn?: number;
  readonly audience?: string;
  readonly algorithm?: "HS256" | "none";
}

/**
 * An access token as the platform signs it (RFC 9068), or as somebody would who wants to be taken for it. Made by hand,
 * because the library that signs for us refuses to sign most of what an attacker sends.
 *
 * @param secret of the installation, or another
 */
export function mintAccessToken(
  secret: string,
  { userId, sessionId, expiresIn = 900, audience = "steward-api", algorithm = "HS256" }: TokenClaims,
): string {
  const issuedAt = Math.floor(Date.now() / 1000);
  const header = encode({ alg: algorithm, typ: "at+jwt" });
  const payload = encode({
    sid: sessionId,
    iss: "steward",
    aud: audience,
    sub: userId,
    jti: randomUUID(),
    iat: issuedAt,
    exp: issuedAt + expiresIn,
  });
  const signed = `${header}.${payload}`;
  if (algorithm === "none") return `${signed}.`;
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "steward access token", 32));
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
