import { connect, createServer, type Socket } from "node:net";

/** A wire to a database that takes its time. */
export interface SlowWire extends AsyncDisposable {
  /** The given address, reached over the wire. */
  readonly url: string;
  /** The round trips of the connection that has made most of them since the last time somebody asked. */
  roundTrips(): number;
}

/**
 * A TCP relay that holds back every byte for `delayMs` in each direction, so that what is sent without waiting for an
 * answer is under way before the answer comes, and counts how often somebody spoke after having been answered. It counts
 * because a clock says how busy the machine is.
 */
export async function slowWire(url: string, delayMs: number): Promise<SlowWire> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const lines = new Set<{ trips: number; isAnswered: boolean }>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    const line = { trips: 0, isAnswered: true };
    lines.add(line);
    near.on("data", () => {
      if (line.isAnswered) line.trips += 1;
      line.isAnswered = false;
    });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on("data", (chunk) =>
        setTimeout(() => {
          if (to === near) line.isAnswered = true;
          to.write(chunk);
        }, delayMs),
      );
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
    roundTrips() {
      const most = Math.max(0, ...[...lines].map(({ trips }) => trips));
      for (const line of lines) line.trips = 0;
      return most;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
