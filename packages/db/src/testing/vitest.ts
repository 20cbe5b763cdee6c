import { fileURLToPath } from "node:url";
import { defineProject } from "vitest/config";

/**
 * The vitest configuration of a package whose tests use `createTestDatabase`: in `vitest.config.ts`,
 * `export default databaseProject("services")`.
 */
export function databaseProject(name: string) {
  return defineProject({
    test: {
      name,
      include: ["src/**/*.test.ts"],
      globalSetup: [fileURLToPath(new URL("./global-setup.ts", import.meta.url))],
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  });
}
