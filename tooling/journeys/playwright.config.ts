import { defineConfig } from "@playwright/test";
import { settings } from "./src/settings.ts";

/** One journey after the other: they share the demo's organisations. Beside them somebody looks whether pages are accessible. */
export default defineConfig({
  testDir: "src",
  testMatch: "**/*.journey.ts",
  workers: 2,
  projects: [
    { name: "looks", testMatch: "**/accessibility.journey.ts", workers: 1 },
    { name: "journeys", testIgnore: "**/accessibility.journey.ts", workers: 1 },
  ],
  timeout: 240_000,
  expect: { timeout: 45_000 },
  forbidOnly: true,
  use: {
    baseURL: settings.webUrl,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "America/New_York",
    actionTimeout: 45_000,
    navigationTimeout: 60_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: settings.chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
