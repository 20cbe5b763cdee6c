import { runProcess } from "@steward/ports/process";
import { createLogger } from "@steward/ports/telemetry";
import { startServer } from "../server.ts";
import { serverSettings } from "../settings.ts";

const turnMs = 600;
const turns = 8;

/** The server as it is; SIGUSR2 gives its event loop some seconds of work in turns that are each far too long. */
const logger = createLogger({ service: "server" });
process.on("SIGUSR2", () => {
  let left = turns;
  const turn = () => {
    const until = performance.now() + turnMs;
    while (performance.now() < until);
    left -= 1;
    if (left > 0) setTimeout(turn);
  };
  turn();
});
await runProcess(
  () => logger,
  async () => (await startServer(serverSettings(process.env), logger)).stop,
);
