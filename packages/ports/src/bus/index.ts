import type { Bus } from "./bus.ts";
import { openPostgresBus, type PostgresBusOptions } from "./postgres-bus.ts";
import { openRedisBus, type RedisBusOptions } from "./redis-bus.ts";

export type { Bus, BusSubscriber } from "./bus.ts";
export { maxMessageBytes } from "./pack.ts";

export type BusOptions = PostgresBusOptions | RedisBusOptions;

/** Opens the bus. Connections are made when they are first used. */
export function createBus(options: BusOptions): Bus {
  return options.kind === "postgres" ? openPostgresBus(options) : openRedisBus(options);
}
