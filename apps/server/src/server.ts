import { setTimeout as delay } from "node:timers/promises";
import { countInstallation, createContext, createPlatform, type Platform, stopLive } from "@steward/api";
import { closeServer, createHealth, listen } from "@steward/ports/process";
import { openFileRequests } from "@steward/ports/storage";
import { createMetrics, type Logger } from "@steward/ports/telemetry";
import { type Admission, createAdmission } from "./admission.ts";
import { answerCalendars } from "./calendar.ts";
import { createHttpServer, type HttpOptions, judgeHandshakes } from "./http.ts";
import { serveLive } from "./live.ts";
import { watchLoad } from "./load.ts";
import type { ServerSettings } from "./settings.ts";
import { createTrpcHandler, socketRequest } from "./trpc.ts";
import { answerUnsubscribing } from "./unsubscribe.ts";

/**
 * A process at rest turns in a fraction of this, one with as many calls as it gets done in about as much. The burst is
 * what one processor gets done in some eighty milliseconds. `docs/performance.md` tells what other values gave.
 */
const room = { targetMs: 2.5, least: 4, burst: 64 };
/** How long a stopping server waits for requests under way. */
const patienceMs = 15_000;

export interface RunningServer {
  readonly port: number;
  /** Turns unready, finishes what is under way, closes the database's connections. */
  stop(): Promise<void>;
}

/** Listens, and answers until it is stopped. The database may be away: then it is live and not ready. */
export async function startServer(settings: ServerSettings, logger: Logger): Promise<RunningServer> {
  const metrics = createMetrics("server");
  const platform = createPlatform({ ...settings, logger, applicationName: "steward-server" });
  const { database, system } = platform;
  metrics.watchPool("app", database.stats);
  metrics.watchPool("system", system.stats);
  const health = createHealth([{ name: "database", run: () => system.execute("select 1") }]);
  const trpc = createTrpcHandler({ ...settings, platform, logger, metrics });
  const load = watchLoad(settings.overloadMs);
  metrics.watch("steward_overloaded", "1 while requests are refused for overload", () => (load.isOverloaded() ? 1 : 0));
  const admission = admissionOver([database.stats, system.stats]);
  metrics.watch("steward_admission_limit", "Calls that may be under way now", () => admission.limit);
  let isStopping = false;
  const http: HttpOptions = {
    sites: [settings.webUrl, settings.adminUrl],
    isOwnHost: async (host) => (await platform.findTenantByHost(host)) !== null,
    secure: settings.webUrl.startsWith("https:"),
    trustedProxies: settings.trustedProxies,
    isStopping: () => isStopping,
    load,
    admission,
    countInstallation: () => countInstallation(platform),
    logger,
    metrics,
    health,
    trpc,
    files: openFileRequests(settings.files.place, settings.secret),
    calendar: answerCalendars(platform),
    unsubscribe: answerUnsubscribing(platform),
  };
  const server = createHttpServer(http);
  const live = serveLive(server, {
    refusal: judgeHandshakes(http),
    open: (request, id, params) => socketRequest(request, { ...settings, requestId: id, params }),
    createContext: (caller) => createContext(platform, caller),
    logger,
    metrics,
  });
  const port = await listen(server, settings.port, settings.host);
  logger.info({ port }, "listening");
  return {
    port,
    async stop() {
      isStopping = true;
      health.drain();
      await delay(settings.drainMs);
      stopLive(platform);
      await live.stop();
      await closeServer(server, patienceMs);
      load.stop();
      await platform.close();
    },
  };
}

/** Lets in what processor and pools have room for. */
function admissionOver(pools: readonly Platform["database"]["stats"][]): Admission {
  return createAdmission({
    line: () => {
      const lines = pools.map((stats) => stats());
      return {
        waiting: lines.reduce((sum, { waiting }) => sum + waiting, 0),
        waitedMs: Math.max(...lines.map(({ waitedMs }) => waitedMs)),
      };
    },
    loop: () => ({
      turns: performance.nodeTiming.uvMetricsInfo.loopCount,
      busyMs: performance.eventLoopUtilization().active,
    }),
    ...room,
  });
}
