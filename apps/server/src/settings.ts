import { dnsServersSetting } from "@steward/ports/dns";
import { limitSettings, type RequestRates, ratesOf, trustedProxiesSetting } from "@steward/ports/limit";
import { databaseUrlSetting, originSetting, portSetting, readSettings, secretSetting } from "@steward/ports/process";
import { type PushPlace, pushPlaceOf, pushSettings } from "@steward/ports/push";
import { type FileSettings, fileSettingsOf, storageSettings } from "@steward/ports/storage";
import { logLevels } from "@steward/ports/telemetry";
import { z } from "zod";

const mebibyte = 1024 * 1024;
const bytes = (fallback: number) =>
  z.coerce.number().int().positive().default(fallback).describe(`a number of bytes such as ${fallback}`);

const shape = {
  STEWARD_API_PORT: portSetting(4000),
  STEWARD_HOST: z.string().default("127.0.0.1").describe("the address to listen on, 0.0.0.0 for every network"),
  STEWARD_APP_DATABASE_URL: databaseUrlSetting,
  STEWARD_SYSTEM_DATABASE_URL: databaseUrlSetting,
  STEWARD_SECRET: secretSetting,
  STEWARD_WEB_PORT: portSetting(3000),
  STEWARD_ADMIN_PORT: portSetting(3001),
  STEWARD_WEB_URL: originSetting.optional(),
  STEWARD_ADMIN_URL: originSetting.optional(),
  STEWARD_DOMAIN: z
    .string()
    .toLowerCase()
    .default("localhost")
    .describe("the parent domain of the tenants' subdomains"),
  STEWARD_DNS_SERVERS: dnsServersSetting,
  STEWARD_LOG_LEVEL: z
    .enum(logLevels)
    .default("info")
    .describe(`one of ${logLevels.join(", ")}`),
  STEWARD_BODY_LIMIT_BYTES: bytes(mebibyte),
  STEWARD_UPLOAD_LIMIT_BYTES: bytes(64 * mebibyte),
  ...limitSettings,
  ...storageSettings,
  ...pushSettings,
  STEWARD_TRUSTED_PROXIES: trustedProxiesSetting,
  STEWARD_OVERLOAD_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(250)
    .describe("the milliseconds by which the event loop may be late before requests are refused"),
  STEWARD_DRAIN_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe("the milliseconds between turning unready and refusing connections"),
};

export interface ServerSettings {
  readonly port: number;
  readonly host: string;
  readonly appDatabaseUrl: string;
  readonly systemDatabaseUrl: string;
  readonly secret: string;
  /** The sites whose pages may call the API; so may the tenants' subdomains of each. */
  readonly webUrl: string;
  readonly adminUrl: string;
  /** The parent domain of tenant subdomains. */
  readonly domain: string;
  /** Name servers that custom host names are looked up with; the machine's own where there are none. */
  readonly dnsServers: readonly string[] | undefined;
  readonly logLevel: (typeof logLevels)[number];
  /** The largest JSON body. */
  readonly bodyLimitBytes: number;
  /** The largest file. */
  readonly uploadLimitBytes: number;
  readonly rates: RequestRates;
  /** Proxies whose entries in `x-forwarded-for` are believed. */
  readonly trustedProxies: number;
  /** How late the event loop may be, in the mean over a second, before new requests are refused. */
  readonly overloadMs: number;
  /** Where requests are counted; in PostgreSQL when it is missing. */
  readonly redisUrl: string | undefined;
  /** Where files are, and how many there may be. */
  readonly files: FileSettings;
  /** How devices are told; null where they are not. */
  readonly push: PushPlace | null;
  /** How long a stopping process still answers, so that load balancers notice that it is not ready. */
  readonly drainMs: number;
}

/** @throws {SettingsError} with a sentence per wrong setting. */
export function serverSettings(environment: Readonly<Record<string, string | undefined>>): ServerSettings {
  const given = readSettings(shape, environment);
  return {
    port: given.STEWARD_API_PORT,
    host: given.STEWARD_HOST,
    appDatabaseUrl: given.STEWARD_APP_DATABASE_URL,
    systemDatabaseUrl: given.STEWARD_SYSTEM_DATABASE_URL,
    secret: given.STEWARD_SECRET,
    webUrl: given.STEWARD_WEB_URL ?? `http://localhost:${given.STEWARD_WEB_PORT}`,
    adminUrl: given.STEWARD_ADMIN_URL ?? `http://localhost:${given.STEWARD_ADMIN_PORT}`,
    domain: given.STEWARD_DOMAIN,
    dnsServers: given.STEWARD_DNS_SERVERS,
    logLevel: given.STEWARD_LOG_LEVEL,
    bodyLimitBytes: given.STEWARD_BODY_LIMIT_BYTES,
    uploadLimitBytes: given.STEWARD_UPLOAD_LIMIT_BYTES,
    rates: ratesOf(given),
    trustedProxies: given.STEWARD_TRUSTED_PROXIES,
    overloadMs: given.STEWARD_OVERLOAD_MS,
    redisUrl: given.REDIS_URL,
    files: fileSettingsOf(given),
    push: pushPlaceOf(given),
    drainMs: given.STEWARD_DRAIN_MS,
  };
}
