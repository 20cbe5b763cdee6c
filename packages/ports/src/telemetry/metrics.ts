import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Seconds; from a cached read to an import that should have been a job. */
const latencyBuckets = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface PoolState {
  /** Connections that exist. */
  total: number;
  /** Connections nobody uses. */
  idle: number;
  /** Callers that wait for one. */
  waiting: number;
}

export interface HttpObservation {
  /** A procedure of the router, `batch`, `other`: never text of the caller's, or the series multiply without end. */
  procedure: string;
  method: string;
  status: number;
  seconds: number;
}

export interface JobObservation {
  job: string;
  outcome: "completed" | "failed";
  seconds: number;
}

export interface Metrics {
  /** The `content-type` that goes with `text()`. */
  readonly contentType: string;
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
  observeHttp(observation: HttpObservation): void;
  /** An answer whose time says nothing, because nothing was done for it. */
  countHttp(answer: Omit<HttpObservation, "seconds">): void;
  /** One procedure call inside a request; a batch has several. `outcome` is `ok` or tRPC's code. */
  countCall(procedure: string, outcome: string): void;
  observeJob(observation: JobObservation): void;
  /** Reads the pool each time someone scrapes. */
  watchPool(name: string, read: () => PoolState): void;
  /** Reads one number each time someone scrapes; a rejected reading leaves the series out. */
  watch(name: string, help: string, read: () => number | Promise<number>): void;
}

/**
 * One process' metrics: Node's own (memory, event loop lag, garbage collection) and the helpers for ours. Each
 * call makes its own registry, so two servers in one test do not share counters.
 */
export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = new Counter({
    name: "steward_http_requests_total",
    help: "Answered HTTP requests",
    labelNames: ["procedure", "method", "status"] as const,
    registers,
  });
  const latency = new Histogram({
    name: "steward_http_request_duration_seconds",
    help: "From the request's headers to the end of the answer",
    labelNames: ["procedure"] as const,
    buckets: latencyBuckets,
    registers,
  });
  const calls = new Counter({
    name: "steward_procedure_calls_total",
    help: "Procedure calls by outcome",
    labelNames: ["procedure", "outcome"] as const,
    registers,
  });
  const jobs = new Histogram({
    name: "steward_job_duration_seconds",
    help: "Finished job attempts by outcome",
    labelNames: ["job", "outcome"] as const,
    buckets: [...latencyBuckets, 30, 60, 300],
    registers,
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    observeHttp({ procedure, method, status, seconds }) {
      requests.inc({ procedure, method, status });
      latency.observe({ procedure }, seconds);
    },
    countHttp: ({ procedure, method, status }) => requests.inc({ procedure, method, status }),
    countCall: (procedure, outcome) => calls.inc({ procedure, outcome }),
    observeJob: ({ job, outcome, seconds }) => jobs.observe({ job, outcome }, seconds),
    watchPool: watchPool(registry),
    watch(name, help, read) {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers,
        async collect() {
          try {
            gauge.set(await read());
          } catch {
            // A scrape while the database is away must still show everything else.
            gauge.remove();
          }
        },
      });
    },
  };
}

function watchPool(registry: Registry): Metrics["watchPool"] {
  const pools = new Map<string, () => PoolState>();
  const gauge: Gauge<"pool" | "state"> = new Gauge({
    name: "steward_db_pool_connections",
    help: "Connections of a pool that exist (total) and are unused (idle), and callers that wait (waiting)",
    labelNames: ["pool", "state"] as const,
    registers: [registry],
    collect() {
      for (const [pool, read] of pools) {
        const { total, idle, waiting } = read();
        gauge.set({ pool, state: "total" }, total);
        gauge.set({ pool, state: "idle" }, idle);
        gauge.set({ pool, state: "waiting" }, waiting);
      }
    },
  });
  return (name, read) => pools.set(name, read);
}
