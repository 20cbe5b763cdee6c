export { createLogger, type Logger, type LoggerOptions, type LogLevel, logLevels } from "./logger.ts";
export {
  createMetrics,
  type HttpObservation,
  type JobObservation,
  type Metrics,
  type PoolState,
} from "./metrics.ts";
export { describeError, redact, redactText } from "./redact.ts";
export { requestId, requestIdHeader } from "./request-id.ts";
