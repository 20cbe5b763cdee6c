import { connect, createServer, type Socket } from "node:net";
import { listen } from "@steward/ports/process";

/** A line to a server that can be cut, and led to another one. */
export interface Line {
  readonly url: string;
  /** Where connections lead from now on. */
  leadTo(url: string): void;
  /** Cuts every connection; new ones are taken at once. */
  cut(): void;
  /** Takes every connection from the server and tells the client nothing, as a network does that somebody walks out of. */
  die(): void;
  close(): Promise<void>;
}

export async function openLine(url: string): Promise<Line> {
  let target = url;
  const sockets = new Set<Socket>();
  const pairs = new Set<readonly [near: Socket, far: Socket]>();
  const server = createServer((near) => {
    const { hostname, port } = new URL(target);
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
    pairs.add([near, far]);
  });
  const port = await listen(server, 0, "127.0.0.1");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo(next) {
      target = next;
    },
    cut,
    die() {
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        far.removeAllListeners("close").destroy();
        near.resume();
      }
      pairs.clear();
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
