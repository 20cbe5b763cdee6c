import type { IncomingMessage, ServerResponse } from "node:http";
import type { Metrics } from "../telemetry/metrics.ts";

/** Something the process cannot work without. `run` rejects when it is not there. */
export interface HealthCheck {
  readonly name: string;
  run(): Promise<unknown>;
}

export interface Readiness {
  readonly ready: boolean;
  /** For people and for alerts: which part is missing; never an address or a driver's message. */
  readonly reasons: readonly string[];
}

export interface Health {
  /** Asks every check; one that takes longer than the timeout counts as failed. */
  ready(): Promise<Readiness>;
  /** From now on not ready: whoever sends requests here shall look for another process. */
  drain(): void;
}

/** Concurrent probes share one run of the checks: probing must not become load on what it probes. */
export function createHealth(checks: readonly HealthCheck[], timeoutMs = 2_000): Health {
  let draining = false;
  let running: Promise<readonly string[]> | undefined;
  const runChecks = async () => {
    const results = await Promise.all(checks.map((check) => failureOf(check, timeoutMs)));
    return results.filter((reason) => reason !== null);
  };
  return {
    async ready() {
      running ??= runChecks().finally(() => {
        running = undefined;
      });
      const failures = await running;
      const reasons = draining ? ["the process is stopping", ...failures] : failures;
      return { ready: reasons.length === 0, reasons };
    },
    drain() {
      draining = true;
    },
  };
}

async function failureOf({ name, run }: HealthCheck, timeoutMs: number): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`${name} did not answer within ${timeoutMs} ms`), timeoutMs);
  });
  try {
    return await Promise.race([run().then(() => null), timeout]);
  } catch {
    return `${name} cannot be reached`;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Answers `GET /health/live`, `/health/ready` and `/metrics`; false when the path is none of these.
 *
 * Live says that the process runs and answers: it must stay green while the database is away, or an orchestrator
 * would restart processes that only have to wait.
 */
export async function answerProbe(
  request: IncomingMessage,
  response: ServerResponse,
  { health, metrics }: { health: Health; metrics: Metrics },
): Promise<boolean> {
  const path = request.url?.split("?", 1)[0];
  if (path !== "/health/live" && path !== "/health/ready" && path !== "/metrics") return false;
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return true;
  }
  if (path === "/metrics") {
    const text = await metrics.text();
    response.writeHead(200, { "content-type": metrics.contentType }).end(text);
    return true;
  }
  const { ready, reasons } = path === "/health/live" ? { ready: true, reasons: [] } : await health.ready();
  const status = path === "/health/live" ? "live" : ready ? "ready" : "unavailable";
  response
    .writeHead(ready ? 200 : 503, { "content-type": "application/json", "cache-control": "no-store" })
    .end(JSON.stringify(reasons.length > 0 ? { status, reasons } : { status }));
  return true;
}
