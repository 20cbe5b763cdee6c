import { appRouter, createContext, createPlatform } from "@steward/api";
import { createLogger } from "@steward/ports/telemetry";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { readFixture } from "../fixture-file.ts";
import { serveListener } from "./process.ts";
import { smallRouter } from "./small-router.ts";

/** Upstream's standalone adapter: over the router of one procedure, and over ours under `/trpc/`. */
const fixture = readFixture();
const unlimited = Number.MAX_SAFE_INTEGER;
const platform = createPlatform({
  appDatabaseUrl: fixture.appUrl,
  systemDatabaseUrl: fixture.systemUrl,
  applicationName: "steward-bench",
  logger: createLogger({ service: "bench", level: "warn" }),
  domain: "localhost",
  webUrl: "http://localhost:3000",
  adminUrl: "http://localhost:3001",
  secret: fixture.secret,
  rates: { installation: unlimited, tenant: unlimited, actor: unlimited, address: unlimited },
  // Nobody uploads anything here.
  files: { place: { kind: "disk", directory: "unused" }, maxFileBytes: 1, quotaBytes: 1 },
});
const small = createHTTPHandler({ router: smallRouter, basePath: "/small/" });
const ours = createHTTPHandler({
  router: appRouter,
  basePath: "/trpc/",
  createContext: ({ req }) =>
    createContext(platform, {
      headers: new Headers(req.headers as Record<string, string>),
      requestId: "bench",
      address: "127.0.0.1",
    }),
});
serveListener(
  (request, response) => (request.url?.startsWith("/small/") ? small : ours)(request, response),
  () => platform.close(),
);
