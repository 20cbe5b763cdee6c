import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A process's line to its database, which counts what the process says and can be cut at any word. */
export interface Wire extends AsyncDisposable {
  /** The given address, reached over the wire. */
  over(databaseUrl: string): string;
  /** Messages of the process since the wire was laid. */
  said(): number;
  /** Cuts the wire at the n-th message from now, before it gets through, and tells. */
  cutAt(message: number, whenCut: () => void): void;
}

/** A relay to one PostgreSQL. What has been said and not passed on when it is cut is lost, as with a process that dies. */
export async function layWire(databaseUrl: string): Promise<Wire> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let said = 0;
  let end: { at: number; tell: () => void } | null = null;
  let isCut = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {
        // Followed by "close".
      });
      socket.on("close", () => {
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (chunk) => {
      if (isCut) return;
      said += 1;
      if (end && said >= end.at) {
        isCut = true;
        end.tell();
        return;
      }
      far.write(chunk);
    });
    far.on("data", (chunk) => {
      if (!isCut) near.write(chunk);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    over(url) {
      const near = new URL(url);
      near.hostname = "127.0.0.1";
      near.port = String(port);
      return near.toString();
    },
    said: () => said,
    cutAt(message, tell) {
      end = { at: said + message, tell };
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
