import type { ExactLimit, SharedLimit } from "@steward/ports/limit";
import { addressKey } from "@steward/ports/limit";
import type { Platform } from "./platform.ts";

const windowSeconds = 10;
const strangerSeconds = 600;
/** Renewing a token is no guessing, and everybody in an office behind one address does it every few minutes. */
const renewal: ReadonlySet<string> = new Set(["auth.token.refresh"]);
const renewalFactor = 10;

interface Gate {
  readonly installation: SharedLimit;
  readonly tenant: SharedLimit;
  readonly actor: SharedLimit;
  readonly stranger: ExactLimit;
  readonly renewal: ExactLimit;
}

const gates = new WeakMap<Platform, Gate>();

function gateOf(platform: Platform): Gate {
  const known = gates.get(platform);
  if (known) return known;
  const { limits, rates } = platform;
  const shared = (name: "installation" | "tenant" | "actor") =>
    limits.shared({ name, points: rates[name], seconds: windowSeconds });
  const gate: Gate = {
    installation: shared("installation"),
    tenant: shared("tenant"),
    actor: shared("actor"),
    stranger: limits.exact({ name: "stranger", points: rates.address, seconds: strangerSeconds }),
    renewal: limits.exact({ name: "renewal", points: rates.address * renewalFactor, seconds: strangerSeconds }),
  };
  gates.set(platform, gate);
  return gate;
}

/** Counts one request of the installation, before anything is known of it. Throws RATE_LIMITED. */
export function countInstallation(platform: Platform): void {
  gateOf(platform).installation.count("all");
}

/**
 * Counts one request against who made it and the organisation it is for, if it is for one. Throws RATE_LIMITED with
 * `retryAfterSeconds`. The person comes first, so that whoever is over their own limit uses up nobody else's.
 */
export function countRequest(platform: Platform, { actor, tenant }: { actor: string; tenant?: string }): void {
  const gate = gateOf(platform);
  gate.actor.count(actor);
  if (tenant !== undefined) gate.tenant.count(tenant);
}

/** Counts one call of somebody who need not be signed in against their network address. Throws RATE_LIMITED. */
export async function countStranger(platform: Platform, address: string, procedure: string): Promise<void> {
  const gate = gateOf(platform);
  await (renewal.has(procedure) ? gate.renewal : gate.stranger).consume(addressKey(address));
}
