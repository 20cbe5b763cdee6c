import {
  type Bindings,
  type ChildLoggerOptions,
  type DestinationStream,
  type LogFn,
  type Logger,
  type LoggerOptions as PinoOptions,
  pino,
  stdTimeFunctions,
} from "pino";
import { redact, redactText } from "./redact.ts";

export type { Logger } from "pino";

export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LoggerOptions {
  /** The process that speaks: `server`, `worker`. */
  service: string;
  level?: LogLevel;
  /** Where lines go; standard output unless a test wants to read them. */
  destination?: DestinationStream;
}

/**
 * Lines go out some kilobytes at a time, or after a moment: a write for each costs a server as much as reading and
 * answering a small request. Whatever ends the process but a kill writes out what waits.
 */
const standardOutput = { dest: 1, sync: false, minLength: 4_096, periodicFlush: 50 };

/**
 * A logger of JSON lines: `time` in ISO 8601, `level` as a word, credentials and mail bodies removed at any
 * depth. Bind what every line of a request shares with `logger.child({ requestId })`.
 */
export function createLogger({ service, level = "info", destination }: LoggerOptions): Logger {
  const options: PinoOptions = {
    level,
    base: { service },
    timestamp: stdTimeFunctions.isoTime,
    errorKey: "error",
    formatters: {
      level: (label) => ({ level: label }),
      log: (line) => redact(line) as Record<string, unknown>,
    },
    // pino would serialise an error by itself, with every member it carries, before `log` sees the line.
    serializers: { error: redact, err: redact },
    hooks: { logMethod },
  };
  const logger = pino(options, destination ?? pino.destination(standardOutput));
  // pino formats the bindings of its root only; children inherit this method, so theirs pass through it as well.
  const child = logger.child;
  logger.child = function (this: Logger, bindings: Bindings, childOptions?: ChildLoggerOptions) {
    return Reflect.apply(child, this, [redact(bindings), childOptions]);
  };
  return logger;
}

function logMethod(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const [first, second, ...rest] = args as unknown[];
  const message = second ?? messageOf(first);
  const clean = [first, message, ...rest].map((arg) => (typeof arg === "string" ? redactText(arg) : arg));
  method.apply(this, clean as Parameters<LogFn>);
}

/** The text pino would take from an error that is logged without one: taken here, because it must be cleaned too. */
function messageOf(line: unknown): string | undefined {
  if (line instanceof Error) return line.message;
  const error = typeof line === "object" && line !== null && "error" in line ? line.error : undefined;
  return error instanceof Error ? error.message : undefined;
}
