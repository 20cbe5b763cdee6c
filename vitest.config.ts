import { defineConfig } from "vitest/config";
import { SpreadOut } from "./tooling/launch/src/test-order.ts";

export default defineConfig({
  test: {
    projects: ["packages/*", "apps/admin", "apps/server", "apps/web", "apps/worker", "tooling/*", "docs/examples"],
    sequence: { sequencer: SpreadOut },
  },
});
