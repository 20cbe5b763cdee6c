import { defineConfig } from "@playwright/test";
import { settings } from "./src/settings.ts";

/** What looks and changes nothing: whether pages are accessible, and what they are sent with. As long as all the rest. */
const looks = ["accessibility", "headers"].map((name) => `**/${name}.journey.ts`);

/** One journey after the other: they share the demo's organisations. Beside them somebody looks. */
export default defineConfig({
  testDir: "src",
  testMatch: "**/*.journey.ts",
  workers: 2,
  projects: [
    { name: "looks", testMatch: looks, workers: 1 },
    { name: "journeys", testIgnore: looks, workers: 1 },
  ],
  // Only for what hangs: on a machine with other work one that takes half a minute has taken three.
  timeout: 480_000,
  expect: { timeout: 45_000 },
  forbidOnly: true,
  use: {
    baseURL: settings.webUrl,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "America/New_York",
    actionTimeout: 45_000,
    navigationTimeout: 60_000,
    // Without its film, which is taken of every test: what a page looked like is in its snapshots, too.
    trace: { mode: "retain-on-failure", screenshots: false },
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
