import type { Secrets } from "./data-dir.ts";
import type { LaunchSettings, Service } from "./settings.ts";

/** What any program needs of the machine. Everything else of our own environment stays with us. */
const machine = [
  "PATH",
  "HOME",
  "USER",
  "LANG",
  "LC_ALL",
  "TZ",
  "TMPDIR",
  "TERM",
  "SystemRoot",
  "NO_COLOR",
  "FORCE_COLOR",
  "NODE_COMPILE_CACHE",
];

export function machineEnvironment(): Record<string, string> {
  return Object.fromEntries(
    machine.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

export interface Installation {
  readonly settings: LaunchSettings;
  readonly secrets: Secrets;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
}

/**
 * The environment of one process: its ports and sites, and of the database only what it works with. The owner's
 * address goes to the worker alone, which keeps the job queue's tables, and so does the mail server's; what identity
 * providers know us by goes to the sites, where people sign in.
 */
export function environmentOf(service: Service, mode: "production" | "development", installation: Installation) {
  const { settings, secrets, ownerUrl, appUrl, systemUrl } = installation;
  const { server, worker, web, admin } = settings.ports;
  const { STEWARD_VAPID_PUBLIC_KEY: ownKey, ...vapid } = settings.vapid;
  const shared = {
    ...machineEnvironment(),
    ...settings.handedThrough,
    NODE_ENV: mode,
    STEWARD_HOST: settings.host,
    STEWARD_FILES: settings.filesDir,
    STEWARD_API_PORT: String(server),
    STEWARD_WEB_PORT: String(web),
    STEWARD_ADMIN_PORT: String(admin),
    STEWARD_APP_DATABASE_URL: appUrl,
    STEWARD_SYSTEM_DATABASE_URL: systemUrl,
    STEWARD_VAPID_PUBLIC_KEY: ownKey ?? secrets.vapid.publicKey,
  };
  if (service === "worker") {
    return {
      ...shared,
      ...settings.mail,
      // Whoever brings the public key brings the other one: the worker says so where it is missing.
      ...(ownKey === undefined && { STEWARD_VAPID_PRIVATE_KEY: secrets.vapid.privateKey }),
      ...vapid,
      STEWARD_WORKER_PORT: String(worker),
      DATABASE_URL: ownerUrl,
    };
  }
  return {
    ...shared,
    ...(service === "server" ? {} : settings.providers),
    STEWARD_SECRET: secrets.session,
    STEWARD_DEMO: settings.demo ? "1" : "0",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
