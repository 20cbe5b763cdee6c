import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["packages/*", "apps/admin", "apps/server", "apps/worker", "tooling/*", "docs/examples"],
    // Tests wait for processes and the database more than they compute, so that two share a small machine well.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
