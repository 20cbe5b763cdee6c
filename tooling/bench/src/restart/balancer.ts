import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { listen } from "@steward/ports/process";

const probeMs = 25;

/** A load balancer of the plainest kind: by turns, to whoever says it is ready, and never a second time. */
export interface Balancer extends AsyncDisposable {
  readonly url: string;
  add(url: string): Promise<void>;
  /** To be called when the process is gone. */
  remove(url: string): void;
}

interface Backend {
  readonly url: string;
  readonly agent: Agent;
  isReady: boolean;
}

/** Starts one without backends: it answers 503 then, and 502 where a backend's line broke. */
export async function startBalancer(): Promise<Balancer> {
  const backends = new Map<string, Backend>();
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const ready = [...backends.values()].filter(({ isReady }) => isReady);
    turn += 1;
    const backend = ready[turn % ready.length];
    if (backend) forward(backend, incoming, outgoing);
    else outgoing.writeHead(503).end("no backend is ready");
  });
  const port = await listen(server, 0, "127.0.0.1");
  const probing = new AbortController();
  const watching = watch(backends, probing.signal);
  return {
    url: `http://127.0.0.1:${port}`,
    async add(url) {
      const backend: Backend = { url, agent: new Agent({ keepAlive: true }), isReady: false };
      backends.set(url, backend);
      while (!backend.isReady && !probing.signal.aborted) await delay(probeMs);
    },
    remove(url) {
      backends.get(url)?.agent.destroy();
      backends.delete(url);
    },
    async [Symbol.asyncDispose]() {
      probing.abort();
      await watching;
      for (const { agent } of backends.values()) agent.destroy();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function watch(backends: ReadonlyMap<string, Backend>, signal: AbortSignal): Promise<void> {
  const ask = async (backend: Backend) => {
    const answer = await fetch(`${backend.url}/health/ready`).catch(() => null);
    backend.isReady = answer?.status === 200;
  };
  while (!signal.aborted) {
    await Promise.all([...backends.values()].map(ask));
    await delay(probeMs);
  }
}

function forward({ url, agent }: Backend, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers, url: path = "/" } = incoming;
  const passed = request(`${url}${path}`, { method, headers, agent }, (answer) => {
    // Whether a connection lasts is between two neighbours (RFC 9110, 7.6.1).
    const { connection: _, "keep-alive": __, ...others } = answer.headers;
    outgoing.writeHead(answer.statusCode ?? 502, others);
    answer.pipe(outgoing);
    answer.on("error", () => outgoing.destroy());
  });
  passed.on("error", (error) => {
    if (outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(502).end(String(error));
  });
  incoming.pipe(passed);
}
