import type { ConsumerDefinition } from "@steward/contracts";
import {
  type EventPosition,
  eventChannel,
  relayGap,
  relayPulse,
  relayPulseMs,
  writeAheadMessage,
} from "@steward/contracts/kernel/live";
import { uuidv7 } from "@steward/db";
import type { SystemDatabase } from "@steward/db/system";
import type { Bus } from "@steward/ports/bus";
import type { Logger, Metrics } from "@steward/ports/telemetry";
import {
  holdRelay,
  type RelayOptions,
  readAhead,
  relayBatch,
  relayState,
  releaseRelay,
} from "@steward/services/platform";
import { repeat } from "./repeat.ts";

interface RelaySettings {
  readonly system: SystemDatabase;
  readonly bus: Bus;
  readonly consumers: readonly ConsumerDefinition[];
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/**
 * How often to look. A notification by whoever writes an event would be sooner, but PostgreSQL lets only one transaction
 * with a notification commit at a time, and every mutation would be one.
 */
const pollMs = 50;
/** How often to look whether somebody else's transaction holds events back. */
const aheadMs = 250;
/** The lease is renewed well before it runs out; a worker without it looks this often whether it is free. */
const holdMs = 1_000;

/** Hands events on until it is stopped, in whichever worker holds the relay. */
export function startRelay({ system, bus, consumers, logger, metrics }: RelaySettings): { stop(): Promise<void> } {
  const told = createTeller(bus, logger);
  const options: RelayOptions = { system, holder: uuidv7(), consumers, publish: told.publish };
  let position: EventPosition | null = null;
  let heldAtMs = Number.NEGATIVE_INFINITY;
  /** Of those whose turn has not come since. */
  const toldAhead = new Set<string>();
  let lookedAheadAtMs = 0;
  let events = 0;
  let cut = 0;

  /** Screens do not wait for a long transaction of somebody else's; consumers do, because they count on the order. */
  const tellAhead = async (from: EventPosition) => {
    if (performance.now() - lookedAheadAtMs < aheadMs) return;
    lookedAheadAtMs = performance.now();
    const waiting = (await readAhead(system, from)).filter(({ id }) => !toldAhead.has(id));
    if (waiting.length === 0) return;
    await told.publish(waiting.map(writeAheadMessage));
    for (const { id } of waiting) toldAhead.add(id);
  };

  /** How long to wait before the next look. */
  const look = async (): Promise<number> => {
    if (performance.now() - heldAtMs > holdMs || !position) {
      const heldBefore = position !== null;
      const askedAtMs = performance.now();
      position = await holdRelay(options);
      if (!position) return holdMs;
      heldAtMs = askedAtMs;
      if (!heldBefore) told.mayHaveMissed();
    }
    const batch = await relayBatch(options, position);
    position = batch?.position ?? null;
    if (!batch) return 0;
    events += batch.events;
    cut += batch.cut.length;
    for (const event of batch.cut) logger.warn({ ...event }, "chain of events cut");
    if (batch.events === 0) {
      await tellAhead(batch.position);
      await told.pulse();
    } else toldAhead.clear();
    return batch.full ? 0 : pollMs;
  };

  metrics.watch("steward_relay_lag_seconds", "How long the oldest event has been waiting", async () => {
    return (await relayState(system)).lagSeconds;
  });
  metrics.watch("steward_outbox_depth", "Events that are not handed on yet", async () => {
    return (await relayState(system)).waiting;
  });
  metrics.watch("steward_relayed_events", "Events that this process has handed on", () => events);
  metrics.watch("steward_events_cut", "Events that this process handed to nobody, at the end of a chain", () => cut);
  return repeat(look, {
    onError: (error) => logger.warn({ error }, "events wait"),
    async end() {
      if (!position) return;
      await releaseRelay(options).catch((error: unknown) => logger.warn({ error }, "the relay was not put down"));
    },
  });
}

/** Tells the bus; what could not be told is made good by telling that something is missing. */
function createTeller(bus: Bus, logger: Logger) {
  let owesGap = true;
  let toldAtMs = 0;
  const publish = async (messages: readonly string[]) => {
    try {
      await bus.publish(eventChannel, owesGap ? [relayGap, ...messages] : messages);
      owesGap = false;
      toldAtMs = performance.now();
    } catch (error) {
      // Jobs do not wait for the bus: screens show the change when it is back.
      owesGap = true;
      logger.warn({ error }, "events could not be told");
    }
  };
  return {
    publish,
    mayHaveMissed() {
      owesGap = true;
    },
    async pulse() {
      if (performance.now() - toldAtMs > relayPulseMs) await publish([relayPulse]);
    },
  };
}
