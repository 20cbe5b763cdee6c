import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["packages/*", "apps/admin", "apps/server", "apps/web", "apps/worker", "tooling/*", "docs/examples"],
  },
});
