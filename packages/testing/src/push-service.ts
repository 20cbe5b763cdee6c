import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  type ECDH,
  hkdfSync,
  type JsonWebKey,
  randomBytes,
  verify,
} from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What a browser has been told, decrypted as it would. */
export interface PushedMessage {
  readonly payload: unknown;
  readonly topic: string | undefined;
  readonly ttlSeconds: number;
}

/** A browser that wants to be told: what it gives to the site, and what it has been told since. */
export interface TestBrowser {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly told: PushedMessage[];
  /** Unsubscribes: the service says 410 from now on. */
  leave(): void;
}

export interface TestPushService {
  /** For `STEWARD_PUSH_SERVICES`. */
  readonly origin: string;
  subscribe(): TestBrowser;
  /** Answers the next messages with these statuses instead of taking them. */
  refuse(...statuses: readonly number[]): void;
  /** Resolves when so many messages have been taken in all. */
  taken(count: number): Promise<void>;
  close(): Promise<void>;
}

interface Seat {
  readonly browser: TestBrowser;
  readonly ecdh: ECDH;
  readonly auth: Buffer;
}

/**
 * A push service on this machine and the browsers behind it, as strict as the standards: whoever sends is proved by a
 * signature over this origin (RFC 8292), and the message is opened with the browser's own keys (RFC 8291, RFC 8188).
 *
 * @param publicKey of the site, in base64url; what another one has signed is answered 403
 */
export async function startPushService(publicKey: string): Promise<TestPushService> {
  const seats = new Map<string, Seat>();
  const refusals: number[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let count = 0;
  let origin = "";
  const answer = async (request: IncomingMessage): Promise<number> => {
    const refusal = refusals.shift();
    const body = await readBody(request);
    if (refusal !== undefined) return refusal;
    const seat = seats.get(request.url ?? "");
    if (!seat) return 410;
    if (!isSigned(request, origin, publicKey)) return 403;
    if (request.headers["content-encoding"] !== "aes128gcm") return 400;
    const payload: unknown = JSON.parse(decrypt(seat, body).toString("utf8"));
    const { topic, ttl } = request.headers;
    seat.browser.told.push({ payload, topic: typeof topic === "string" ? topic : undefined, ttlSeconds: Number(ttl) });
    count += 1;
    for (const one of waiting) if (count >= one.count) one.resolve();
    return 201;
  };
  const server = createServer((request, response) => {
    answer(request).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    subscribe() {
      const ecdh = createECDH("prime256v1");
      const auth = randomBytes(16);
      const path = `/push/${randomBytes(12).toString("base64url")}`;
      const keys = { p256dh: ecdh.generateKeys().toString("base64url"), auth: auth.toString("base64url") };
      const browser: TestBrowser = { endpoint: origin + path, keys, told: [], leave: () => void seats.delete(path) };
      seats.set(path, { browser, ecdh, auth });
      return browser;
    },
    refuse: (...statuses) => void refusals.push(...statuses),
    taken: (wanted) =>
      new Promise((resolve) => {
        if (count >= wanted) resolve();
        else waiting.push({ count: wanted, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** `Authorization: vapid t=<JWT>, k=<key>`: for this origin, not run out, by the key we know (RFC 8292, 2 and 3). */
function isSigned({ headers }: IncomingMessage, origin: string, publicKey: string): boolean {
  const [, token = "", key] = /^vapid t=([^,]+), ?k=(\S+)$/.exec(headers.authorization ?? "") ?? [];
  if (key !== publicKey) return false;
  const [head = "", body = "", signature = ""] = token.split(".");
  const point = Buffer.from(publicKey, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33, 65)].map((half) => half.toString("base64url"));
  const jwk = { kty: "EC", crv: "P-256", x, y } as JsonWebKey;
  const signed = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  const claims = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as { aud?: string; exp?: number };
  return signed && claims.aud === origin && (claims.exp ?? 0) * 1000 > Date.now();
}

/** Opens `salt | record size | key length | sender's key | one record` (RFC 8188, 2.1) with keys as RFC 8291, 3.4 makes them. */
function decrypt({ ecdh, auth }: Seat, body: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const keyLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + keyLength);
  const sealed = body.subarray(21 + keyLength);
  const secret = ecdh.computeSecret(sender);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), ecdh.getPublicKey(), sender]);
  const material = Buffer.from(hkdfSync("sha256", secret, auth, info, 32));
  const key = Buffer.from(hkdfSync("sha256", material, salt, "Content-Encoding: aes128gcm\0", 16));
  const nonce = Buffer.from(hkdfSync("sha256", material, salt, "Content-Encoding: nonce\0", 12));
  const open = createDecipheriv("aes-128-gcm", key, nonce);
  open.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()]);
  // The last record ends with 2 and zeros.
  return padded.subarray(0, padded.lastIndexOf(2));
}

/** A pair of keys as RFC 8292 wants them, in base64url. */
export function makeVapidKeys(): { publicKey: string; privateKey: string } {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys("base64url", "uncompressed");
  return { publicKey, privateKey: pair.getPrivateKey().toString("base64url").padStart(43, "A") };
}
