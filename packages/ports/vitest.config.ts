import { defineProject } from "vitest/config";

/** Its tests talk to servers that they start, and wait for what comes over a socket. */
export default defineProject({
  test: {
    name: "ports",
    include: ["src/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
