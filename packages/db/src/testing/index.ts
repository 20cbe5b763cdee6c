import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { roleUrl } from "../migrate/index.ts";
import { asOwner, databaseUrl, type TestServer } from "./server.ts";

export { inspectCatalogue } from "./catalogue.ts";
export { killNextJob } from "./dead-job.ts";
export { type FaultOptions, type FaultResult, faultRun } from "./fault.ts";
export { asOwner, startTestServer, type TestServer } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    stewardTestServer: TestServer;
  }
}

export interface TestDatabase extends AsyncDisposable {
  /** As superuser: past every policy. For arranging what a test needs and looking behind the curtain. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  drop(): Promise<void>;
}

/**
 * A migrated, empty database of its own, cloned from the run's template. Drop it in `afterAll`, or let `await using`
 * do it.
 * @param server that of the running vitest project, which `databaseProject` has set up, unless given.
 */
export async function createTestDatabase(server: TestServer = inject("stewardTestServer")): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await asOwner(server.ownerUrl, async (client) => {
    await client.query(`create database ${name} template ${server.template}`);
    // A clone takes everything over except who may connect.
    await client.query(
      `revoke all on database ${name} from public; grant connect on database ${name} to steward_app, steward_system`,
    );
  });
  const ownerUrl = databaseUrl(server.ownerUrl, name);
  const drop = async () => {
    await asOwner(server.ownerUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return {
    ownerUrl,
    appUrl: roleUrl(ownerUrl, "steward_app", server.secret),
    systemUrl: roleUrl(ownerUrl, "steward_system", server.secret),
    drop,
    [Symbol.asyncDispose]: drop,
  };
}
