import type { Server as HttpServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import type { Logger } from "../telemetry/logger.ts";
import { SettingsError } from "./settings.ts";

/** Listens and resolves with the port, which the system chose if `port` is 0. */
export async function listen(server: Server, port: number, host?: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new SettingsError(`Port ${port} is taken by another program.`) : error);
    });
    server.listen({ port, host }, resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Accepts nothing new, lets requests under way finish for at most `patienceMs`, then cuts them. */
export async function closeServer(server: HttpServer, patienceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(cut);
}

/**
 * Runs a process' life: starts it, stops it at SIGTERM or SIGINT, and ends it with exit code 1 and one line when it
 * cannot start or something nobody caught happens.
 */
export async function runProcess(logger: () => Logger, start: () => Promise<() => Promise<void>>): Promise<void> {
  let stop: (() => Promise<void>) | undefined;
  let stopping = false;
  const end = async (reason: string, exitCode: number) => {
    if (stopping) return;
    stopping = true;
    logger().info({ reason }, "stopping");
    try {
      await stop?.();
      logger().info("stopped");
    } catch (error) {
      logger().error({ error }, "did not stop cleanly");
      process.exitCode = 1;
    }
    process.exit(process.exitCode ?? exitCode);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => end(signal, 0));
  process.on("uncaughtException", (error) => {
    logger().fatal({ error }, "uncaught error");
    end("uncaught error", 1);
  });
  try {
    stop = await start();
  } catch (error) {
    if (error instanceof SettingsError) process.stderr.write(`${error.message}\n`);
    else logger().fatal({ error }, "cannot start");
    process.exit(1);
  }
}
