import { defineJob } from "@steward/contracts";
import { createLogger, createMetrics } from "@steward/ports/telemetry";
import { handleJob } from "@steward/services/kernel";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { sql } from "drizzle-orm";
import type { JobWithMetadata } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { consume } from "./consume.ts";

let two: TwoTenants;
beforeAll(async () => {
  two = await createTwoTenants();
});
afterAll(() => two.close());

test("what a failed statement was given does not stand beside the job that failed", async () => {
  const job = defineJob("test.failing", z.object({}));
  const handler = handleJob(job, (run) =>
    run.transaction(async ({ db }) => {
      await db.execute(sql`select ${"anna@acme.test"}::uuid`);
    }),
  );
  const { id, members } = two.acme;
  const data = { tenantId: id, memberId: members.owner.memberId, requestId: "request-of-a-test", payload: {} };
  const { signal } = new AbortController();
  const attempt = { id: crypto.randomUUID(), name: job.name, data, signal, retryCount: 0, retryLimit: 0 };
  const answer = await consume(handler, attempt as unknown as JobWithMetadata<unknown>, {
    database: two.database,
    logger: createLogger({ service: "test", level: "silent" }),
    metrics: createMetrics("test"),
  });
  expect(answer).toMatchObject({ status: "failed", output: { message: expect.stringContaining("uuid") } });
  expect(JSON.stringify(answer)).not.toContain("anna");
});
