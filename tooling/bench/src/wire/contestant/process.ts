import { createServer, type RequestListener, type Server } from "node:http";
import pg from "pg";

/** As many connections as the product opens unless told otherwise. */
const connections = 10;

export function openPool(url: string): pg.Pool {
  return new pg.Pool({ connectionString: url, max: connections, pipeline: true, application_name: "steward-bench" });
}

/** Listens where the bench said, until it says stop. */
export function serve(server: Server, close: () => Promise<unknown> = async () => {}): void {
  server.listen(Number(process.env.PORT), "127.0.0.1");
  process.once("SIGTERM", () => {
    server.close();
    server.closeAllConnections();
    void close().finally(() => process.exit());
  });
}

export const serveListener = (listener: RequestListener, close?: () => Promise<unknown>) =>
  serve(createServer(listener), close);
