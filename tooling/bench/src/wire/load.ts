import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { percentile } from "../kernel/statistics.ts";
import { ResponseReader } from "./response-reader.ts";

/** A request as its bytes. `serialMark` in it becomes a number that no other request of the run has. */
export type RawRequest = string;
export const serialMark = "@SERIAL_@";

/** What is asked of the generator. A lane asks its requests at once, each on a connection of its own. */
export type LoadJob =
  | ClosedJob
  | ({ readonly kind: "open"; readonly port: number; readonly request: RawRequest } & {
      /** Requests that fall due in a second, whatever becomes of those before. */
      readonly perSecond: number;
      readonly durationMs: number;
      /** Kept open before the first request falls due, as browsers and balancers keep them. */
      readonly connections: number;
    });

interface ClosedJob {
  readonly kind: "closed";
  readonly port: number;
  readonly requests: readonly RawRequest[];
  readonly lanes: number;
  /** Whichever comes first. */
  readonly durationMs: number;
  readonly rounds?: number;
}

export interface LoadResult {
  /** Rounds of lanes, or requests of an open load, that ended with 200 only. */
  readonly good: number;
  /** Those refused with 429 or 503, in order and unharmed. */
  readonly refused: number;
  /** Any other end; a measurement with failures is none. */
  readonly failed: number;
  /** Good ends in a second, of those that came while the load lasted. */
  readonly perSecond: number;
  /** Milliseconds of the good ones, from when they were due. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Milliseconds from when a request was due until it was written, of an open load: the generator's own tail. */
  readonly lateP99: number;
}

const refusals = new Set([429, 503]);
let serial = Date.now() % 1_000_000;

/** Makes the bytes of each next request: ready ones where all are alike. */
function bytesOf(request: RawRequest): () => Buffer {
  const ready = Buffer.from(request, "latin1");
  if (!request.includes(serialMark)) return () => ready;
  return () => {
    serial += 1;
    return Buffer.from(request.replaceAll(serialMark, String(serial).padStart(serialMark.length, "0")), "latin1");
  };
}

/** A kept-alive connection with one request under way at most. */
class Connection {
  readonly #port: number;
  #socket: Socket | undefined;
  #answered: ((status: number) => void) | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  /** Answers with the status, 0 where the connection broke. */
  ask(request: Buffer, answered: (status: number) => void): void {
    this.#answered = answered;
    this.#socket ??= this.#open();
    this.#socket.write(request);
  }

  /** Opens the line ahead of the first request; fails as its first request would. */
  async open(): Promise<void> {
    this.#socket ??= this.#open();
    await once(this.#socket, "connect");
  }

  close(): void {
    this.#answered = undefined;
    this.#socket?.destroy();
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    const reader = new ResponseReader((status, keeps) => {
      if (!keeps) this.#drop(socket);
      this.#settle(status);
    });
    socket.on("data", (chunk: Buffer) => reader.push(chunk));
    socket.on("error", () => {
      // Followed by "close".
    });
    socket.on("close", () => {
      if (this.#socket !== socket) return;
      this.#drop(socket);
      this.#settle(0);
    });
    return socket;
  }

  #drop(socket: Socket): void {
    if (this.#socket === socket) this.#socket = undefined;
    socket.destroy();
  }

  #settle(status: number): void {
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.(status);
  }
}

/** Counts ends and their times. */
class Tally {
  readonly #startMs = performance.now();
  readonly #durationMs: number;
  readonly #samples: number[] = [];
  readonly #late: number[] = [];
  #inTime = 0;
  #refused = 0;
  #failed = 0;

  /** @param durationMs what ends later is late: good, but no part of the rate */
  constructor(durationMs = Infinity) {
    this.#durationMs = durationMs;
  }

  add(status: number, ms: number): void {
    if (status === 200) {
      this.#samples.push(ms);
      if (this.#elapsedMs() <= this.#durationMs) this.#inTime += 1;
    } else if (refusals.has(status)) this.#refused += 1;
    else this.#failed += 1;
  }

  /** Notes by how much a request was written later than it was due. */
  sent(lateMs: number): void {
    this.#late.push(lateMs);
  }

  get ends(): number {
    return this.#samples.length + this.#refused + this.#failed;
  }

  result(): LoadResult {
    const at = (share: number) => percentile(this.#samples, share);
    return {
      good: this.#samples.length,
      refused: this.#refused,
      failed: this.#failed,
      perSecond: (this.#inTime * 1000) / Math.min(this.#elapsedMs(), this.#durationMs),
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      lateP99: percentile(this.#late, 0.99),
    };
  }

  #elapsedMs(): number {
    return performance.now() - this.#startMs;
  }
}

export async function runLoad(job: LoadJob): Promise<LoadResult> {
  return job.kind === "closed" ? closedLoad(job) : openLoad(job);
}

/** Lanes that ask again as soon as they are answered: how much a server gets done. */
async function closedLoad({ port, requests, lanes, durationMs, rounds = Infinity }: ClosedJob): Promise<LoadResult> {
  const tally = new Tally();
  const makers = requests.map(bytesOf);
  const endMs = performance.now() + durationMs;
  let begun = 0;
  const runLane = (connections: readonly Connection[]) =>
    new Promise<void>((resolve) => {
      const next = () => {
        if (begun >= rounds || performance.now() >= endMs) return resolve();
        begun += 1;
        const startMs = performance.now();
        let open = connections.length;
        let worst = 200;
        for (const [index, connection] of connections.entries()) {
          const bytes = makers[index]?.() ?? Buffer.alloc(0);
          connection.ask(bytes, (status) => {
            if (status !== 200) worst = status;
            open -= 1;
            if (open > 0) return;
            tally.add(worst, performance.now() - startMs);
            next();
          });
        }
      };
      next();
    });
  const crew = Array.from({ length: lanes }, () => requests.map(() => new Connection(port)));
  await Promise.all(crew.map(runLane));
  const result = tally.result();
  for (const connection of crew.flat()) connection.close();
  return result;
}

/**
 * Requests that fall due by the clock, as people's do: they do not wait because the server is slow. Time counts from
 * when a request was due, so that a stall is felt by all it held up, not by the one that met it.
 */
async function openLoad(job: Extract<LoadJob, { kind: "open" }>): Promise<LoadResult> {
  const { port, request, perSecond, durationMs } = job;
  const all = await openConnections(port, job.connections);
  const idle = [...all];
  const next = bytesOf(request);
  const waiting: number[] = [];
  const tally = new Tally(durationMs);
  const startMs = performance.now();
  let due = 0;
  const dispatch = (connection: Connection, dueMs: number) => {
    tally.sent(performance.now() - dueMs);
    connection.ask(next(), (status) => {
      tally.add(status, performance.now() - dueMs);
      const waited = waiting.shift();
      if (waited === undefined) idle.push(connection);
      else dispatch(connection, waited);
    });
  };
  for (let elapsedMs = 0; elapsedMs < durationMs; ) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    elapsedMs = Math.min(performance.now() - startMs, durationMs);
    for (; due < Math.floor((elapsedMs / 1000) * perSecond); due += 1) {
      const dueMs = startMs + (due / perSecond) * 1000;
      const connection = idle.pop();
      if (connection) dispatch(connection, dueMs);
      else waiting.push(dueMs);
    }
  }
  // What was asked in time counts, for as long again at most; what never got through counts as failed.
  const endMs = performance.now() + durationMs;
  while (tally.ends < due && performance.now() < endMs) await new Promise((resolve) => setTimeout(resolve, 5));
  const result = tally.result();
  for (const connection of all) connection.close();
  return { ...result, failed: result.failed + due - tally.ends };
}

/** A few at a time: the line of connections that a system has not yet handed to its process is short. */
const openedAtOnce = 64;
/** Node takes one connection in each turn of its loop. */
const acceptedWithinMs = 500;

async function openConnections(port: number, count: number): Promise<Connection[]> {
  const all = Array.from({ length: count }, () => new Connection(port));
  for (let at = 0; at < count; at += openedAtOnce) {
    await Promise.all(all.slice(at, at + openedAtOnce).map((connection) => connection.open()));
  }
  await new Promise((resolve) => setTimeout(resolve, acceptedWithinMs));
  return all;
}
