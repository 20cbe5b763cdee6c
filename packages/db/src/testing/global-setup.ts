import type { TestProject } from "vitest/node";
import { startTestServer } from "./server.ts";

interface SharedServer {
  readonly started: ReturnType<typeof startTestServer>;
  users: number;
}

declare global {
  // Each project loads this file anew, in the same process; the server is one for all of them.
  var stewardTestServer: SharedServer | undefined;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  globalThis.stewardTestServer ??= { started: startTestServer(), users: 0 };
  const shared = globalThis.stewardTestServer;
  shared.users += 1;
  const { server, stop } = await shared.started;
  project.provide("stewardTestServer", server);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    globalThis.stewardTestServer = undefined;
    await stop();
  };
}
