import type { Bus } from "./bus.ts";
import { pack, unpack } from "./pack.ts";

export interface PostgresBusOptions {
  readonly kind: "postgres";
  /** Sends notifications, in their order. */
  notify(channel: string, payloads: readonly string[]): Promise<void>;
  /** Opens a line that subscribes again by itself after it was cut; `onListening` tells each time that it did. */
  openListener(): {
    listen(channel: string, onNotify: (payload: string) => void, onListening: () => void): Promise<void>;
    close(): Promise<void>;
  };
}

/** The bus over LISTEN and NOTIFY: nothing to run beside the database. */
export function openPostgresBus({ notify, openListener }: PostgresBusOptions): Bus {
  let listener: ReturnType<PostgresBusOptions["openListener"]> | undefined;
  return {
    async publish(channel, messages) {
      const payloads = pack(messages);
      if (payloads.length > 0) await notify(channel, payloads);
    },
    async subscribe(channel, { onMessage, onGap }) {
      listener ??= openListener();
      const hear = (payload: string) => {
        for (const message of unpack(payload)) onMessage(message);
      };
      await listener.listen(channel, hear, onGap);
    },
    async close() {
      await listener?.close();
    },
  };
}
