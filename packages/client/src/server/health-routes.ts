import { createHealth, type Health } from "@steward/ports/process";
import { getPlatform } from "./platform.ts";

let health: Health | undefined;

/** `GET /health/live`: the process runs and answers. */
export function liveRoute(): Response {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}

/** `GET /health/ready`: pages can be served; 503 with the reasons while they cannot. */
export async function readyRoute(): Promise<Response> {
  health ??= createHealth([{ name: "database", run: async () => getPlatform().system.execute("select 1") }]);
  const { ready, reasons } = await health.ready();
  const body = ready ? { status: "ready" } : { status: "unavailable", reasons };
  return Response.json(body, { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
