import type { Database } from "@steward/db";
import { type Logger, type Metrics, redactText } from "@steward/ports/telemetry";
import { isWorthRetrying, runJob } from "@steward/services/jobs";
import { type JobHandler, jobEnvelope, redactInput } from "@steward/services/kernel";
import type { JobResult, JobWithMetadata } from "pg-boss";

interface ConsumerOptions {
  database: Database;
  logger: Logger;
  metrics: Metrics;
}

/**
 * One try at a job as the queue hands it over, logged in one line and settled by its outcome: done, to be tried
 * again, or given up to the dead letter queue because a rule refused it and would again.
 */
export async function consume(
  handler: JobHandler,
  job: JobWithMetadata<unknown>,
  { database, logger, metrics }: ConsumerOptions,
): Promise<JobResult> {
  const startedAtMs = performance.now();
  const attempt = job.retryCount + 1;
  const lastAttempt = job.retryCount >= job.retryLimit;
  const line = { ...identify(job.data), job: job.name, jobId: job.id, attempt };
  const finish = (outcome: "completed" | "failed") => {
    const ms = performance.now() - startedAtMs;
    metrics.observeJob({ job: job.name, outcome, seconds: ms / 1000 });
    return { ...line, outcome, ms: Math.round(ms) };
  };
  logger.debug(line, "job started");
  try {
    const done = await runJob(database, handler, job.data, { jobId: job.id, attempt, lastAttempt, signal: job.signal });
    logger.info({ ...finish("completed"), ...(done && { done }) }, "job");
    return { id: job.id, status: "completed" };
  } catch (error) {
    const retry = isWorthRetrying(error) && !lastAttempt;
    logger[retry ? "warn" : "error"]({ ...finish("failed"), retry, error }, "job");
    // It stays beside the job for the operator's console: what the statement that failed was given is people's.
    const message = redactInput(redactText(error instanceof Error ? error.message : String(error)));
    const output = { message };
    return { id: job.id, status: isWorthRetrying(error) ? "failed" : "deadletter", output };
  }
}

/** The members every log line shares, so that one request id is found from the page to the job. */
function identify(data: unknown): { requestId?: string; tenantId?: string; actor?: string } {
  const { success, data: envelope } = jobEnvelope.safeParse(data);
  if (!success) return {};
  const { requestId, tenantId, memberId } = envelope;
  return { requestId, ...(tenantId !== null && { tenantId }), ...(memberId !== null && { actor: memberId }) };
}
