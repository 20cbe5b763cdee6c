import { createHash } from "node:crypto";
import type { ExactLimit, SharedLimit } from "@steward/ports/limit";
import { addressKey } from "@steward/ports/limit";
import type { Platform } from "./platform.ts";

const windowSeconds = 10;
const strangerSeconds = 600;
/** Renewing a token is no guessing, and everybody in an office behind one address does it every few minutes. */
const renewal: ReadonlySet<string> = new Set(["auth.token.refresh"]);
const renewalFactor = 10;
const mailSeconds = 60 * 60;
const mailReason = "invitation.too_many_mails";
/** Mail that one organisation may have sent to an address: enough for who mislaid it, too little to fill a mailbox. */
const mailsPerAddress = 5;
/** To all addresses together: an organisation is free to make, and would be a cannon without an end. */
const mailsPerTenant = 1_000;
/** Organisations that one person asks for in an hour, also at the same moment: each has limits of its own to use up. */
const foundingsPerPerson = 20;
const foundingSeconds = 60 * 60;

interface Gate {
  readonly installation: SharedLimit;
  readonly tenant: SharedLimit;
  readonly actor: SharedLimit;
  readonly stranger: ExactLimit;
  readonly renewal: ExactLimit;
  readonly mailToAddress: ExactLimit;
  readonly mailOfTenant: ExactLimit;
  readonly founding: ExactLimit;
}

const gates = new WeakMap<Platform, Gate>();

function gateOf(platform: Platform): Gate {
  const known = gates.get(platform);
  if (known) return known;
  const { limits, rates } = platform;
  const shared = (name: "installation" | "tenant" | "actor") =>
    limits.shared({ name, points: rates[name], seconds: windowSeconds });
  const mail = (name: string, points: number) =>
    limits.exact({ name, points, seconds: mailSeconds, reason: mailReason });
  const gate: Gate = {
    installation: shared("installation"),
    tenant: shared("tenant"),
    actor: shared("actor"),
    stranger: limits.exact({ name: "stranger", points: rates.address, seconds: strangerSeconds }),
    renewal: limits.exact({ name: "renewal", points: rates.address * renewalFactor, seconds: strangerSeconds }),
    mailToAddress: mail("invitation-address", mailsPerAddress),
    mailOfTenant: mail("invitation-tenant", mailsPerTenant),
    founding: limits.exact({ name: "founding", points: foundingsPerPerson, seconds: foundingSeconds }),
  };
  gates.set(platform, gate);
  return gate;
}

/** Counts one request of the installation, before anything is known of it. Throws RATE_LIMITED. */
export function countInstallation(platform: Platform): void {
  gateOf(platform).installation.count("all");
}

/** Counts one request of a person, whatever becomes of it. Throws RATE_LIMITED with `retryAfterSeconds`. */
export function countActor(platform: Platform, userId: string): void {
  gateOf(platform).actor.count(userId);
}

/**
 * Counts one request in an organisation, of somebody who belongs to it: whoever is over their own limit, or a stranger
 * there, uses up nobody else's. Throws as `countActor`.
 */
export function countTenant(platform: Platform, tenantId: string): void {
  gateOf(platform).tenant.count(tenantId);
}

/** Counts one call of somebody who need not be signed in against their network address. Throws RATE_LIMITED. */
export async function countStranger(platform: Platform, address: string, procedure: string): Promise<void> {
  const gate = gateOf(platform);
  await (renewal.has(procedure) ? gate.renewal : gate.stranger).consume(addressKey(address));
}

/**
 * Counts mail that an organisation has sent to people who are not its members. Throws RATE_LIMITED
 * `invitation.too_many_mails` with `retryAfterSeconds`.
 */
export async function countInvitationMail(
  platform: Platform,
  tenantId: string,
  emails: readonly string[],
): Promise<void> {
  const gate = gateOf(platform);
  await gate.mailOfTenant.consume(tenantId, emails.length);
  // A shared store learns no e-mail address.
  const keyOf = (email: string) => createHash("sha256").update(`${tenantId} ${email}`).digest("base64url");
  await Promise.all(emails.map((email) => gate.mailToAddress.consume(keyOf(email))));
}

/** Counts an organisation that a person asks for. Throws RATE_LIMITED with `retryAfterSeconds`. */
export async function countFounding(platform: Platform, userId: string): Promise<void> {
  await gateOf(platform).founding.consume(userId);
}
