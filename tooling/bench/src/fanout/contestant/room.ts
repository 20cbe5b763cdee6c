import { createHmac, timingSafeEqual } from "node:crypto";
import { type EventMessage, readEventMessage } from "@steward/contracts/kernel/live";
import { createSystemDatabase } from "@steward/db/system";
import { openBus } from "@steward/services/platform";

/** What a contestant is started with. */
export interface RoomSettings {
  readonly channel: string;
  readonly systemDatabaseUrl: string;
  readonly secret: string;
}

export function roomSettings(): RoomSettings {
  const { CHANNEL: channel = "", SYSTEM_DATABASE_URL: systemDatabaseUrl = "", SECRET: secret = "" } = process.env;
  return { channel, systemDatabaseUrl, secret };
}

/** Hears what our API hears, over the same bus. */
export async function listenToBus(
  { channel, systemDatabaseUrl }: RoomSettings,
  onMessage: (message: EventMessage) => void,
): Promise<void> {
  const system = createSystemDatabase(systemDatabaseUrl, { applicationName: "contestant" });
  const bus = openBus({ system, systemDatabaseUrl, redisUrl: null, onError: () => {} });
  await bus.subscribe(channel, {
    onMessage(line) {
      const message = readEventMessage(line);
      if (message) onMessage(message);
    },
    onGap() {},
  });
}

/** A token that names its room. */
export function signToken(secret: string, tenantId: string): string {
  return `${tenantId}.${createHmac("sha256", secret).update(tenantId).digest("hex")}`;
}

/** The room a token lets into; null for a forged one. */
export function readToken(secret: string, token: string): string | null {
  const [tenantId = ""] = token.split(".");
  const wanted = Buffer.from(signToken(secret, tenantId));
  const given = Buffer.from(token);
  return wanted.length === given.length && timingSafeEqual(wanted, given) ? tenantId : null;
}

/** The line by which whoever started the process learns where it listens. */
export function announce(port: number): void {
  process.stdout.write(`${JSON.stringify({ msg: "listening", port })}\n`);
}
