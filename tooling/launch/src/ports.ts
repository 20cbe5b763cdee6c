import { createServer } from "node:net";
import { LaunchError } from "./failure.ts";
import { listenerOn } from "./processes.ts";
import { type LaunchSettings, portSettingOf, services } from "./settings.ts";

/** @throws {LaunchError} naming the first port that is taken, by whom, and the setting that changes it. */
export async function assertPortsFree({ ports, host }: Pick<LaunchSettings, "ports" | "host">): Promise<void> {
  for (const service of services) {
    const port = ports[service];
    // A browser tries both families for `localhost`: somebody else's page on one of them would be shown instead of ours.
    const addresses = [...new Set([host, "127.0.0.1", "::1"])];
    const failures: (string | undefined)[] = [];
    // One after the other: an address that covers another one would collide with our own probe.
    for (const address of addresses) failures.push(await listenFailure(port, address));
    if (failures.includes("EADDRINUSE")) {
      const owner = listenerOn(port);
      const by = owner ? `process ${owner.pid} (${owner.command})` : "another program";
      throw new LaunchError(
        `Port ${port} is taken by ${by}: stop it, or set ${portSettingOf(service)} to another port for the ${service}.`,
      );
    }
    if (failures.includes("EACCES")) {
      throw new LaunchError(
        `Port ${port} may not be used by this user: set ${portSettingOf(service)} to one above 1023.`,
      );
    }
    if (failures[0]) {
      throw new LaunchError(
        `STEWARD_HOST ${host} cannot be listened on (${failures[0]}): set it to an address of this machine.`,
      );
    }
  }
}

async function listenFailure(port: number, host: string): Promise<string | undefined> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

/** Ports nobody uses at this moment, for a product that runs beside another one. */
export async function findFreePorts(): Promise<LaunchSettings["ports"]> {
  const probes = services.map(() => createServer());
  const found = await Promise.all(
    probes.map(
      (probe) =>
        new Promise<number>((resolve, reject) => {
          probe.once("error", reject);
          probe.listen(0, "127.0.0.1", () => {
            const address = probe.address();
            if (address !== null && typeof address === "object") resolve(address.port);
          });
        }),
    ),
  );
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  const [server = 0, worker = 0, web = 0, admin = 0] = found;
  return { server, worker, web, admin };
}
