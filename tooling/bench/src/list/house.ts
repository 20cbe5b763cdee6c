import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, createPlatform, type OpenPlatform, type Platform } from "@steward/api";
import { createTokens } from "@steward/auth";
import { startEmbedded } from "@steward/db/embedded";
import { migrate, roleUrl } from "@steward/db/migrate";
import { createLogger } from "@steward/ports/telemetry";

const unlimited = Number.MAX_SAFE_INTEGER;

/** A database server of its own, with the settings of the real one, and no data. */
export interface House extends AsyncDisposable {
  readonly ownerUrl: string;
  readonly logFile: string;
  /** The installation's secret, which roles' passwords and tokens follow from. */
  readonly secret: string;
  /** The API over this database, as a server process opens it; its connections are new. */
  openPlatform(): OpenPlatform;
}

export async function openHouse(): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), "steward-bench-"));
  // PostgreSQL runs under an account of its own, which has to reach its files.
  chmodSync(dataDir, 0o755);
  const secret = randomBytes(32).toString("hex");
  const embedded = await startEmbedded({ dataDir });
  const close = async () => {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const { ownerUrl } = embedded;
    await migrate({ ownerUrl, secret });
    return {
      ownerUrl,
      secret,
      logFile: join(dataDir, "cluster", "postgres.log"),
      openPlatform: () =>
        createPlatform({
          appDatabaseUrl: roleUrl(ownerUrl, "steward_app", secret),
          systemDatabaseUrl: roleUrl(ownerUrl, "steward_system", secret),
          applicationName: "steward-bench",
          logger: createLogger({ service: "bench", level: "warn" }),
          domain: "localhost",
          webUrl: "http://localhost:3000",
          adminUrl: "http://localhost:3001",
          secret,
          rates: { installation: unlimited, tenant: unlimited, actor: unlimited, address: unlimited },
          files: {
            place: { kind: "disk", directory: join(dataDir, "files") },
            maxFileBytes: unlimited,
            quotaBytes: unlimited,
          },
        }),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Signs in once and answers with contexts for requests to any of the person's organisations. */
export async function signIn(platform: Platform, email: string, password: string) {
  const { accessToken } = await createTokens(platform, { email, password, address: "127.0.0.1", userAgent: null });
  return contextFor(platform, accessToken);
}

/** Contexts for requests of whoever has the token, to any of their organisations. */
export function contextFor(platform: Platform, accessToken: string) {
  let requests = 0;
  return (slug: string) => {
    requests += 1;
    const headers = new Headers({ authorization: `Bearer ${accessToken}`, "x-tenant": slug });
    return createContext(platform, { headers, requestId: `bench-${requests}`, address: "127.0.0.1" });
  };
}
