import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { trustedProxiesSetting } from "@steward/ports/limit";
import { closeServer, listen, portSetting, readSettings, runProcess } from "@steward/ports/process";
import { createLogger, logLevels } from "@steward/ports/telemetry";
import next from "next";
import { z } from "zod";
import { answerKind, siteHeaders, strictTransport } from "../proxy/site-headers.ts";
import { cleanRequest } from "./clean-request.ts";

const shape = {
  STEWARD_WEB_PORT: portSetting(3000),
  STEWARD_ADMIN_PORT: portSetting(3001),
  STEWARD_HOST: z.string().default("127.0.0.1").describe("the address to listen on, 0.0.0.0 for every network"),
  STEWARD_TRUSTED_PROXIES: trustedProxiesSetting,
  STEWARD_LOG_LEVEL: z
    .enum(logLevels)
    .default("info")
    .describe(`one of ${logLevels.join(", ")}`),
};

/** How long a stopping site lets pages under way finish. */
const patienceMs = 15_000;

export type SiteHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * What stands between the network and Next: requests are cleaned of what clients may not say, and every answer gets the
 * headers of its kind before anybody writes to it. `next start` can do neither: its settings reach no file, no
 * refused address and no broken request, and it believes whatever a client says of itself.
 */
export function createSiteServer(
  handle: SiteHandler,
  trustedProxies: number,
  onError: (error: unknown) => void,
): Server {
  const server = createServer((request, response) => {
    const secure = cleanRequest(request, trustedProxies);
    for (const [name, value] of Object.entries(siteHeaders[answerKind(request.url ?? "/")])) {
      response.setHeader(name, value);
    }
    if (secure) response.setHeader("strict-transport-security", strictTransport);
    // A kept-alive connection would keep a stopping server from closing.
    if (!server.listening) response.setHeader("connection", "close");
    const ambiguous = (request.headersDistinct.host?.length ?? 0) > 1;
    if (ambiguous || !isDecodable(request.url ?? "/")) {
      return void response.writeHead(400, { "content-type": "text/plain" }).end();
    }
    handle(request, response).catch((error: unknown) => {
      onError(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "content-type": "text/plain" }).end("Internal error\n");
    });
  });
  // Slow headers are an attack; nothing that is sent to a site is large.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return server;
}

/** Next answers an address it cannot decode with 500; it is the client's mistake (RFC 3986, 2.1). */
function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

/** Serves the built site in the working directory until the process is told to stop. */
export async function serveSite(site: "web" | "admin"): Promise<void> {
  let logger = createLogger({ service: site });
  await runProcess(
    () => logger,
    async () => {
      const settings = readSettings(shape, process.env);
      logger = createLogger({ service: site, level: settings.STEWARD_LOG_LEVEL });
      const port = site === "web" ? settings.STEWARD_WEB_PORT : settings.STEWARD_ADMIN_PORT;
      // Not the address we listen on: Next calls every loopback address `localhost`, and takes a rewrite to any other name,
      // such as that of a subdomain's page, for another site's, which it fetches over the network without our headers.
      const app = next({ dev: false, dir: process.cwd(), hostname: "localhost", port });
      await app.prepare();
      const server = createSiteServer(app.getRequestHandler(), settings.STEWARD_TRUSTED_PROXIES, (error) =>
        logger.error({ error }, "failed"),
      );
      const listening = await listen(server, port, settings.STEWARD_HOST);
      logger.info({ port: listening }, "listening");
      return async () => {
        await closeServer(server, patienceMs);
        await app.close();
        await globalThis.stewardPlatform?.close();
      };
    },
  );
}
