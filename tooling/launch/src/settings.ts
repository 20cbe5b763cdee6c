import { join, resolve } from "node:path";
import { portSetting, readSettings, SettingsError } from "@steward/ports/process";
import { z } from "zod";

/** The processes that make up the product, in the order they start. */
export const services = ["server", "worker", "web", "admin"] as const;
export type Service = (typeof services)[number];

const portSettings: Record<Service, string> = {
  server: "STEWARD_API_PORT",
  worker: "STEWARD_WORKER_PORT",
  web: "STEWARD_WEB_PORT",
  admin: "STEWARD_ADMIN_PORT",
};

export const portSettingOf = (service: Service): string => portSettings[service];

/** Settings that are the processes' own business: they read and refuse them. */
const handedThrough = [
  "STEWARD_LOG_LEVEL",
  "STEWARD_DOMAIN",
  "STEWARD_DNS_SERVERS",
  "STEWARD_WEB_URL",
  "STEWARD_ADMIN_URL",
  "STEWARD_API_URL",
  "STEWARD_RATE_LIMIT",
  "STEWARD_TENANT_RATE_LIMIT",
  "STEWARD_ACTOR_RATE_LIMIT",
  "STEWARD_AUTH_RATE_LIMIT",
  "STEWARD_TRUSTED_PROXIES",
  "STEWARD_OVERLOAD_MS",
  "STEWARD_BODY_LIMIT_BYTES",
  "STEWARD_UPLOAD_LIMIT_BYTES",
  "STEWARD_DRAIN_MS",
  "STEWARD_WORKER_CONCURRENCY",
  "STEWARD_WORKER_PATIENCE_MS",
  "REDIS_URL",
  "STEWARD_FILE_LIMIT_BYTES",
  "STEWARD_FILE_QUOTA_BYTES",
  "S3_BUCKET",
  "S3_REGION",
  "S3_ENDPOINT",
  "S3_ACCESS_KEY_ID",
  "S3_SECRET_ACCESS_KEY",
  "S3_PATH_STYLE",
  "STEWARD_PUSH_SERVICES",
] as const;
/** The worker's alone: with it, mail is sent in our name. */
const mailSettings = ["SMTP_URL", "STEWARD_MAIL_FROM", "STEWARD_MAIL_RETRY_MS"] as const;

/** Of one's own making, in place of those the first start makes: devices that know the one public key know no other. */
const vapidSettings = ["STEWARD_VAPID_PUBLIC_KEY", "STEWARD_VAPID_PRIVATE_KEY", "STEWARD_VAPID_SUBJECT"] as const;

/** The sites' alone, where people sign in: identity providers and what we are to them. */
const providerSettings = [
  "STEWARD_GOOGLE_CLIENT_ID",
  "STEWARD_GOOGLE_CLIENT_SECRET",
  "STEWARD_MICROSOFT_CLIENT_ID",
  "STEWARD_MICROSOFT_CLIENT_SECRET",
  "STEWARD_MICROSOFT_TENANT",
  "STEWARD_GITHUB_CLIENT_ID",
  "STEWARD_GITHUB_CLIENT_SECRET",
  "STEWARD_OIDC_ISSUER",
  "STEWARD_OIDC_CLIENT_ID",
  "STEWARD_OIDC_CLIENT_SECRET",
  "STEWARD_OIDC_NAME",
] as const;

const optional = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, z.string().optional()])) as Record<Name, z.ZodOptional<z.ZodString>>;

const shape = {
  STEWARD_WEB_PORT: portSetting(3000),
  STEWARD_ADMIN_PORT: portSetting(3001),
  STEWARD_API_PORT: portSetting(4000),
  STEWARD_WORKER_PORT: portSetting(4001),
  STEWARD_HOST: z.string().default("127.0.0.1").describe("the address to listen on, 0.0.0.0 for every network"),
  STEWARD_DATA: z.string().default(".steward").describe("a directory that may be written"),
  STEWARD_FILES: z.string().optional().describe("a directory that may be written"),
  STEWARD_DEMO: z.enum(["0", "1"]).optional().describe("1 for the demo companies in an empty database, 0 for none"),
  STEWARD_OPERATOR: z.email("is not an e-mail address").optional().describe("the address of whoever runs the platform"),
  ...optional(handedThrough),
  ...optional(mailSettings),
  ...optional(vapidSettings),
  ...optional(providerSettings),
  DATABASE_URL: z.string().optional(),
};

export interface LaunchSettings {
  readonly ports: Readonly<Record<Service, number>>;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Absolute; where uploaded files are kept. */
  readonly filesDir: string;
  /** The owner's address of a PostgreSQL of one's own; the embedded one serves when it is missing. */
  readonly databaseUrl: string | undefined;
  readonly demo: boolean;
  /** Who shall run the platform, by e-mail address. */
  readonly operator: string | undefined;
  /** Where people reach the workspace. */
  readonly webUrl: string;
  /** Settings that are the processes' own business, handed through as they are. */
  readonly handedThrough: Readonly<Record<string, string>>;
  /** Of the mail server, for the worker; mail is kept in the outbox when there is none. */
  readonly mail: Readonly<Record<string, string>>;
  /** What push services know us by, where it was set. */
  readonly vapid: Readonly<Partial<Record<(typeof vapidSettings)[number], string>>>;
  /** Of the identity providers, for the sites. */
  readonly providers: Readonly<Record<string, string>>;
}

/** @throws {SettingsError} with a sentence per wrong setting. */
export function launchSettings(
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
): LaunchSettings {
  const given = readSettings(shape, environment);
  const ports: Record<Service, number> = {
    server: given.STEWARD_API_PORT,
    worker: given.STEWARD_WORKER_PORT,
    web: given.STEWARD_WEB_PORT,
    admin: given.STEWARD_ADMIN_PORT,
  };
  assertDistinct(ports);
  const { STEWARD_DATA: data } = given;
  const dataDir = resolve(root, data);
  const own = (names: readonly (keyof typeof given)[]) =>
    Object.fromEntries(
      names.flatMap((name): [string, string][] => (given[name] === undefined ? [] : [[name, String(given[name])]])),
    );
  return {
    ports,
    host: given.STEWARD_HOST,
    dataDir,
    filesDir: given.STEWARD_FILES ? resolve(root, given.STEWARD_FILES) : join(dataDir, "files"),
    databaseUrl: given.DATABASE_URL,
    demo: given.STEWARD_DEMO ? given.STEWARD_DEMO === "1" : isTrial(given),
    operator: given.STEWARD_OPERATOR,
    webUrl: given.STEWARD_WEB_URL?.replace(/\/+$/, "") ?? `http://localhost:${ports.web}`,
    handedThrough: own(handedThrough),
    mail: own(mailSettings),
    vapid: own(vapidSettings),
    providers: own(providerSettings),
  };
}

/**
 * Whether Steward is being tried out. Everybody knows the demo's password, its operator's too: where others come in, by
 * an address, a proxy or a network that is not this machine's own to a database that is kept, it has to be asked for.
 */
function isTrial(given: {
  STEWARD_HOST: string;
  DATABASE_URL?: string | undefined;
  STEWARD_WEB_URL?: string | undefined;
  STEWARD_TRUSTED_PROXIES?: string | undefined;
}): boolean {
  if (given.STEWARD_WEB_URL || Number(given.STEWARD_TRUSTED_PROXIES ?? 0) > 0) return false;
  return !given.DATABASE_URL || ["127.0.0.1", "::1", "localhost"].includes(given.STEWARD_HOST);
}

function assertDistinct(ports: Readonly<Record<Service, number>>): void {
  for (const [index, service] of services.entries()) {
    if (ports[service] === 0)
      throw new SettingsError(`${portSettingOf(service)} is not a port: set it to one above 0.`);
    const other = services.slice(0, index).find((earlier) => ports[earlier] === ports[service]);
    if (!other) continue;
    throw new SettingsError(
      `${portSettingOf(service)} and ${portSettingOf(other)} are both ${ports[service]}: set one of them to another port.`,
    );
  }
}
