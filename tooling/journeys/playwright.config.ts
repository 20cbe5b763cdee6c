import { defineConfig } from "@playwright/test";
import { settings } from "./src/settings.ts";

/** One browser, one journey after the other: they share the demo's organisations. */
export default defineConfig({
  testDir: "src",
  testMatch: "**/*.journey.ts",
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: "list",
  use: {
    baseURL: settings.webUrl,
    locale: "en-GB",
    actionTimeout: 20_000,
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
