import { type Fixture, readFixture } from "../fixture-file.ts";
import { accountRows, type Send } from "./account-rows.ts";
import { openPool } from "./process.ts";
import { forTenant } from "./without-policies.ts";

/** The statements of the list in a loop, without HTTP: what is left to win. Told by messages how long to run. */
export interface LoopJob {
  readonly durationMs: number;
  readonly lanes: number;
}

const fixture: Fixture = readFixture();
const pool = openPool(fixture.ownerUrl);
const rows = accountRows(fixture, (text) => forTenant(text, fixture.tenant.id));
const send: Send = (query) => pool.query<unknown[]>(query);

async function run({ durationMs, lanes }: LoopJob): Promise<{ good: number; elapsedMs: number }> {
  const startMs = performance.now();
  let good = 0;
  const lane = async () => {
    while (performance.now() - startMs < durationMs) {
      await rows.list(send, "list");
      good += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { good, elapsedMs: performance.now() - startMs };
}

process.on("message", (job: LoopJob) => {
  run(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
