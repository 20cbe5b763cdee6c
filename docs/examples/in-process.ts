// A script on the server's own machine calls the same procedures without HTTP, through the same guards. It needs what the
// API process has: STEWARD_APP_DATABASE_URL, STEWARD_SYSTEM_DATABASE_URL and STEWARD_SECRET.
import { createCaller, createContext, createPlatform } from "@steward/api";
import { limitSettings, ratesOf } from "@steward/ports/limit";
import { databaseUrlSetting, readSettings, secretSetting } from "@steward/ports/process";
import { fileSettingsOf, storageSettings } from "@steward/ports/storage";
import { createLogger } from "@steward/ports/telemetry";

const settings = readSettings(
  {
    STEWARD_APP_DATABASE_URL: databaseUrlSetting,
    STEWARD_SYSTEM_DATABASE_URL: databaseUrlSetting,
    STEWARD_SECRET: secretSetting,
    ...limitSettings,
    ...storageSettings,
  },
  process.env,
);
const platform = createPlatform({
  appDatabaseUrl: settings.STEWARD_APP_DATABASE_URL,
  systemDatabaseUrl: settings.STEWARD_SYSTEM_DATABASE_URL,
  secret: settings.STEWARD_SECRET,
  domain: "localhost",
  webUrl: "http://localhost:3000",
  adminUrl: "http://localhost:3001",
  rates: ratesOf(settings),
  files: fileSettingsOf(settings),
  applicationName: "steward-example",
  logger: createLogger({ service: "example" }),
});

/** Whoever these headers speak for: nobody is somebody for being in the process. */
const as = (headers: Record<string, string>) =>
  createCaller(createContext(platform, { headers: new Headers(headers), requestId: crypto.randomUUID(), address: "" }));

const { accessToken } = await as({}).auth.token.create({ email: "member@acme.test", password: "steward-demo" });
const steward = as({ authorization: `Bearer ${accessToken}`, "x-tenant": "acme" });
const { name } = await steward.org.tenant.current();
const { items } = await steward.crm.account.list({ limit: 3 });
process.stdout.write(`${name}: ${items.length} accounts on the first page\n`);

await platform.close();
