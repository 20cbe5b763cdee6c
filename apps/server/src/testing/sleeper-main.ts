import type { AppRouter } from "@steward/api";
import { liveLinks } from "@steward/api/client";
import { createTRPCClient } from "@trpc/client";

/** A page of its own: it is put to sleep with its timers, as a laptop is. Writes a line for each record it hears of. */
const { URL: url = "", TOKEN: token = "" } = process.env;
const keepAlive = { intervalMs: 500, pongTimeoutMs: 500 };
const client = createTRPCClient<AppRouter>({
  links: [liveLinks({ url, tenant: "acme", token: async () => token, keepAlive })],
});
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
client.live.events.subscribe(
  {},
  {
    onData({ data }) {
      if (data.kind === "ready") say({ msg: "listening", port: 0 });
      else say({ msg: data.kind, ...(data.kind === "event" && { entityId: data.entityId }) });
    },
    onError: (error) => say({ msg: "refused", reason: error.message }),
  },
);
