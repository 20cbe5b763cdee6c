import { createPlatform, type OpenPlatform, type Platform } from "@steward/api";
import { readProviders } from "@steward/auth/next";
import { dnsServersSetting } from "@steward/ports/dns";
import { limitSettings, ratesOf } from "@steward/ports/limit";
import { databaseUrlSetting, readSettings, SettingsError, secretSetting } from "@steward/ports/process";
import { pushPlaceOf, pushSettings } from "@steward/ports/push";
import { fileSettingsOf, storageSettings } from "@steward/ports/storage";
import { createLogger, logLevels } from "@steward/ports/telemetry";
import { z } from "zod";
import { placeOrigin, readSite } from "../settings/site.ts";

const shape = {
  STEWARD_APP_DATABASE_URL: databaseUrlSetting,
  STEWARD_SYSTEM_DATABASE_URL: databaseUrlSetting,
  STEWARD_SECRET: secretSetting,
  STEWARD_DNS_SERVERS: dnsServersSetting,
  STEWARD_LOG_LEVEL: z
    .enum(logLevels)
    .default("info")
    .describe(`one of ${logLevels.join(", ")}`),
  ...limitSettings,
  ...storageSettings,
  ...pushSettings,
};

declare global {
  // Next loads this module once per bundle; the connections are one set for the process.
  var stewardPlatform: OpenPlatform | undefined;
}

/**
 * Reads the settings and opens what the pages need; called once, when the process starts (`instrumentation.ts`).
 * A setting that is missing or wrong ends the process with a sentence that says what to set.
 */
export function openPlatform(service: "web" | "admin"): void {
  try {
    globalThis.stewardPlatform ??= platformFrom(service, process.env);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function platformFrom(service: string, env: Readonly<Record<string, string | undefined>>): OpenPlatform {
  const settings = readSettings(shape, env);
  const site = readSite(env);
  // Read again where they are used; here, so that half a provider ends the start and not somebody's sign-in.
  readProviders(env);
  return createPlatform({
    appDatabaseUrl: settings.STEWARD_APP_DATABASE_URL,
    systemDatabaseUrl: settings.STEWARD_SYSTEM_DATABASE_URL,
    secret: settings.STEWARD_SECRET,
    domain: site.domain,
    dnsServers: settings.STEWARD_DNS_SERVERS,
    webUrl: placeOrigin(site.web, "localhost", false),
    adminUrl: placeOrigin(site.admin, "localhost", false),
    rates: ratesOf(settings),
    redisUrl: settings.REDIS_URL,
    files: fileSettingsOf(settings),
    push: pushPlaceOf(settings),
    applicationName: `steward-${service}`,
    logger: createLogger({ service, level: settings.STEWARD_LOG_LEVEL }),
  });
}

/** What the pages of this process share. */
export function getPlatform(): Platform {
  const platform = globalThis.stewardPlatform;
  if (!platform) throw new Error("openPlatform has not been called: instrumentation.ts does that at the start");
  return platform;
}
