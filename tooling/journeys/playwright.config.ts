import { defineConfig } from "@playwright/test";

/** Against a product that runs: `npm run journeys` starts one of its own and says where it is. */
export default defineConfig({
  testDir: "src",
  testMatch: "**/*.journey.ts",
  outputDir: "test-results",
  // One browser at a time: the product and its database share the machine with it.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: process.env.STEWARD_WEB_URL ?? "http://localhost:3000",
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "America/New_York",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
      args: [
        "--headless",
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
