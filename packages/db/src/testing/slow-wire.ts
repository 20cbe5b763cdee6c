import { connect, createServer, type Socket } from "node:net";

/** A wire to a database that takes its time. */
export interface SlowWire extends AsyncDisposable {
  /** The given address, reached over the wire. */
  readonly url: string;
}

/**
 * A TCP relay that holds back every byte for `delayMs` in each direction: what takes one round trip takes twice that,
 * and what takes ten is seen to.
 */
export async function slowWire(url: string, delayMs: number): Promise<SlowWire> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on("data", (chunk) => setTimeout(() => to.write(chunk), delayMs));
      from.on("close", () => setTimeout(() => to.destroy(), delayMs));
      from.on("error", () => {
        // Followed by "close".
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const near = new URL(url);
  near.port = address && typeof address === "object" ? String(address.port) : "";
  return {
    url: near.toString(),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
