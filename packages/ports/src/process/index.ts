export { answerProbe, createHealth, type Health, type HealthCheck, type Readiness } from "./health.ts";
export { closeServer, listen, runProcess } from "./lifecycle.ts";
export {
  databaseUrlSetting,
  originSetting,
  portSetting,
  readSettings,
  SettingsError,
  secretSetting,
} from "./settings.ts";
