import { z } from "zod";
import { SettingsError } from "../process/settings.ts";

const base64url = (bytes: number) => new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`);

/** The push services of the browsers there are: Chromium's, Firefox's, Safari's, Edge's. */
const knownServices = [
  "https://fcm.googleapis.com",
  "https://*.push.services.mozilla.com",
  "https://*.push.apple.com",
  "https://*.notify.windows.com",
];

/** The settings of a process that knows of push; every process of an installation wants the same. */
export const pushSettings = {
  STEWARD_VAPID_PUBLIC_KEY: z
    .string()
    .regex(base64url(65), "is no public key")
    .optional()
    .describe("65 bytes of P-256 in base64url, or to nothing for no push"),
  STEWARD_PUSH_SERVICES: z
    .string()
    .default(knownServices.join(" "))
    .describe("the origins of push services, one space between them: https://*.push.example"),
};

/** Of the process that sends, too. */
export const pushSenderSettings = {
  ...pushSettings,
  STEWARD_VAPID_PRIVATE_KEY: z
    .string()
    .regex(base64url(32), "is no private key")
    .optional()
    .describe("the 32 bytes that belong to STEWARD_VAPID_PUBLIC_KEY, in base64url"),
  STEWARD_VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/, "is neither mailto: nor https:")
    .default("mailto:no-reply@localhost")
    .describe("whom push services may write to about us: mailto:post@steward.example"),
};

/** What browsers are told, and which of their answers is believed. */
export interface PushPlace {
  /** Names this installation to push services (RFC 8292), in base64url. */
  readonly publicKey: string;
  /** Origins of push services; `*.` stands for any name below. */
  readonly services: readonly string[];
}

export interface PushSenderSettings extends PushPlace {
  readonly privateKey: string;
  readonly subject: string;
}

const servicesOf = (text: string) => text.split(/\s+/).filter((word) => word !== "");

/** Null where the installation has no key, and nobody can be told outside a page. */
export function pushPlaceOf(given: z.output<z.ZodObject<typeof pushSettings>>): PushPlace | null {
  const { STEWARD_VAPID_PUBLIC_KEY: publicKey, STEWARD_PUSH_SERVICES: services } = given;
  return publicKey ? { publicKey, services: servicesOf(services) } : null;
}

/** @throws {SettingsError} where a key of the two is missing. */
export function pushSenderOf(given: z.output<z.ZodObject<typeof pushSenderSettings>>): PushSenderSettings | null {
  const { STEWARD_VAPID_PRIVATE_KEY: privateKey, STEWARD_VAPID_SUBJECT: subject } = given;
  const place = pushPlaceOf(given);
  if (!place !== !privateKey) {
    throw new SettingsError(
      "STEWARD_VAPID_PUBLIC_KEY and STEWARD_VAPID_PRIVATE_KEY belong together: set both or neither.",
    );
  }
  return place && privateKey ? { ...place, privateKey, subject } : null;
}

/**
 * Whether an address is one of a push service. It comes from a browser, so from anybody, and we send to it from inside: any
 * other address would let people have us knock at doors that are open to us alone.
 */
export function isPushService(services: readonly string[], endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { origin, protocol, host, username, password } = new URL(endpoint);
  if (username || password) return false;
  return services.some((service) => {
    const [scheme = "", pattern = ""] = service.split("://");
    if (!pattern.startsWith("*.")) return origin === service;
    return protocol === `${scheme}:` && host.endsWith(pattern.slice(1));
  });
}
