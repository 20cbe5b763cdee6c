import { fileURLToPath } from "node:url";
import { defineProject } from "vitest/config";

/**
 * The vitest configuration of a package whose tests use `createTestDatabase`: in `vitest.config.ts`,
 * `export default databaseProject("services")`. Whoever hangs is ended some time; no test says by these how long something
 * takes, because on a machine with other work starting a process alone may take ten seconds and more.
 */
export function databaseProject(name: string) {
  return defineProject({
    test: {
      name,
      include: ["src/**/*.test.ts"],
      globalSetup: [fileURLToPath(new URL("./global-setup.ts", import.meta.url))],
      testTimeout: 180_000,
      hookTimeout: 300_000,
      expect: { poll: { timeout: 30_000 } },
    },
  });
}
