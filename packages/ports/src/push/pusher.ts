import webPush from "web-push";
import { isPushService, type PushSenderSettings } from "./settings.ts";

/** A browser, as its Push API names it; the keys are in base64url. */
export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export interface PushMessage {
  /** What our service worker is told; read by nobody on the way (RFC 8291). At most 3,993 bytes as JSON. */
  readonly payload: object;
  /** Of those with the same topic that wait for a device that is off, it gets the last: up to 32 characters of base64url. */
  readonly topic: string;
  /** How long a device that is off may be waited for. */
  readonly ttlSeconds: number;
}

/** The service did not take the message now; it may later. */
export class PushFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PushFailed";
  }
}

export interface Pusher {
  /**
   * Hands a message to the browser's push service: `gone` where the browser does not want to be told any more, or is told
   * by nobody we know. Throws `PushFailed`.
   */
  send(target: PushTarget, message: PushMessage): Promise<"sent" | "gone">;
}

const patienceMs = 10_000;

/** The library encrypts and signs; the request is ours, so that it follows no redirect and waits for nobody for ever. */
export function createPusher({ services, publicKey, privateKey, subject }: PushSenderSettings): Pusher {
  return {
    async send({ endpoint, p256dh, auth }, { payload, topic, ttlSeconds }) {
      if (!isPushService(services, endpoint)) return "gone";
      const { headers, body } = webPush.generateRequestDetails(
        { endpoint, keys: { p256dh, auth } },
        JSON.stringify(payload),
        { vapidDetails: { subject, publicKey, privateKey }, TTL: ttlSeconds, topic, contentEncoding: "aes128gcm" },
      );
      const response = await post(endpoint, headers, body);
      await response.body?.cancel();
      if (response.ok) return "sent";
      // Expired or unsubscribed (RFC 8030, 7.3); or made for another key than ours, and never to be ours again.
      if ([403, 404, 410].includes(response.status)) return "gone";
      throw new PushFailed(`The push service answered ${response.status}.`);
    },
  };
}

async function post(endpoint: string, headers: Record<string, unknown>, body: Buffer): Promise<Response> {
  const named = Object.entries(headers).filter(([name]) => name !== "Content-Length");
  try {
    return await fetch(endpoint, {
      method: "POST",
      headers: named.map(([name, value]): [string, string] => [name, String(value)]),
      body: new Uint8Array(body),
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch (error) {
    throw new PushFailed("The push service cannot be reached.", { cause: error });
  }
}
