import { type SignalMessage, signalChannel, writeSignalMessage } from "@steward/contracts/kernel/live";
import type { Context } from "../kernel/context.ts";

/**
 * Tells those who listen at the moment, on every node, and keeps nothing. Where the bus is away, or more members than a
 * line holds would have to be told, nobody is: signals are worth no failure.
 */
export async function sendSignal({ platform }: Pick<Context, "platform">, signal: SignalMessage): Promise<void> {
  const line = writeSignalMessage(signal);
  if (line === null) return;
  await platform.bus.publish(signalChannel, [line]).catch((error: unknown) => {
    platform.logger.warn({ error, signal: signal.name }, "a signal was lost");
  });
}
