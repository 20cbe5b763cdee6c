import { redisUrlSetting } from "@steward/ports/limit";
import { databaseUrlSetting, originSetting, portSetting, readSettings } from "@steward/ports/process";
import { type PushSenderSettings, pushSenderOf, pushSenderSettings } from "@steward/ports/push";
import { fileSettingsOf, type StoragePlace, storageSettings } from "@steward/ports/storage";
import { logLevels } from "@steward/ports/telemetry";
import type { LinkSite } from "@steward/services/notifications";
import { z } from "zod";

const shape = {
  STEWARD_WORKER_PORT: portSetting(4001),
  STEWARD_HOST: z.string().default("127.0.0.1").describe("the address to listen on, 0.0.0.0 for every network"),
  DATABASE_URL: databaseUrlSetting,
  STEWARD_APP_DATABASE_URL: databaseUrlSetting,
  STEWARD_SYSTEM_DATABASE_URL: databaseUrlSetting,
  REDIS_URL: redisUrlSetting,
  ...storageSettings,
  ...pushSenderSettings,
  STEWARD_API_PORT: portSetting(4000),
  STEWARD_API_URL: originSetting.optional(),
  STEWARD_WEB_PORT: portSetting(3000),
  STEWARD_ADMIN_PORT: portSetting(3001),
  STEWARD_WEB_URL: originSetting.optional(),
  STEWARD_ADMIN_URL: originSetting.optional(),
  SMTP_URL: z
    .string()
    .refine((text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol), "is not an SMTP URL")
    .optional()
    .describe("smtp://user:password@host:587, or to nothing to keep mail in the outbox"),
  STEWARD_MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]* <)?[^@\s<>]+@[^@\s<>]+>?$/, "is no sender")
    .default("Steward <no-reply@localhost>")
    .describe("a sender such as Steward <no-reply@steward.example>"),
  STEWARD_MAIL_RETRY_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(30_000)
    .describe("the milliseconds before a mail is tried again for the first time"),
  STEWARD_LOG_LEVEL: z
    .enum(logLevels)
    .default("info")
    .describe(`one of ${logLevels.join(", ")}`),
  STEWARD_WORKER_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(4)
    .describe("how many jobs of a kind run at once in this process"),
  STEWARD_WORKER_PATIENCE_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .default(20_000)
    .describe("the milliseconds a stopping worker lets its jobs finish before it hands them back"),
};

export interface WorkerSettings {
  readonly port: number;
  readonly host: string;
  /** The owner's: the queue makes and drops its own tables. */
  readonly ownerDatabaseUrl: string;
  /** The jobs' own: like a request, a job sees one organisation. */
  readonly appDatabaseUrl: string;
  /** Mail and upkeep cross organisations. */
  readonly systemDatabaseUrl: string;
  /** Where processes tell each other what has just happened; null does it over the database. */
  readonly redisUrl: string | null;
  /** Null keeps mail for the operator's outbox. */
  readonly mail: { readonly smtpUrl: string | null; readonly from: string; readonly retryDelayMs: number };
  /** Where files are. */
  readonly storage: StoragePlace;
  /** Null tells no devices. */
  readonly push: PushSenderSettings | null;
  /** Where people reach the sites, for links in what is sent. */
  readonly site: LinkSite;
  readonly logLevel: (typeof logLevels)[number];
  /** Jobs of one kind at once. */
  readonly concurrency: number;
  /** How long a stopping worker lets jobs under way finish before it hands them back. */
  readonly patienceMs: number;
}

/** @throws {SettingsError} with a sentence per wrong setting. */
export function workerSettings(environment: Readonly<Record<string, string | undefined>>): WorkerSettings {
  const given = readSettings(shape, environment);
  return {
    port: given.STEWARD_WORKER_PORT,
    host: given.STEWARD_HOST,
    ownerDatabaseUrl: given.DATABASE_URL,
    appDatabaseUrl: given.STEWARD_APP_DATABASE_URL,
    systemDatabaseUrl: given.STEWARD_SYSTEM_DATABASE_URL,
    redisUrl: given.REDIS_URL ?? null,
    mail: {
      smtpUrl: given.SMTP_URL ?? null,
      from: given.STEWARD_MAIL_FROM,
      retryDelayMs: given.STEWARD_MAIL_RETRY_MS,
    },
    storage: fileSettingsOf(given).place,
    push: pushSenderOf(given),
    site: {
      webUrl: given.STEWARD_WEB_URL ?? `http://localhost:${given.STEWARD_WEB_PORT}`,
      adminUrl: given.STEWARD_ADMIN_URL ?? `http://localhost:${given.STEWARD_ADMIN_PORT}`,
      apiUrl: given.STEWARD_API_URL ?? `http://localhost:${given.STEWARD_API_PORT}`,
    },
    logLevel: given.STEWARD_LOG_LEVEL,
    concurrency: given.STEWARD_WORKER_CONCURRENCY,
    patienceMs: given.STEWARD_WORKER_PATIENCE_MS,
  };
}
