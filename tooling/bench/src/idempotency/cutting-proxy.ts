import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What becomes of a request and its answer on the way. */
export const fates = [
  /** Through, both ways. */
  "through",
  /** Cut before the server has heard anything. */
  "before",
  /** Cut when the server has the request, and nobody waits for what it does with it. */
  "during",
  /** Cut when the server has answered, before the client hears of it. */
  "after",
  /** Cut in the middle of the answer. */
  "middle",
] as const;
export type Fate = (typeof fates)[number];

export interface CuttingProxy extends AsyncDisposable {
  readonly url: string;
  /** How many requests had which fate. */
  readonly counts: Readonly<Record<Fate, number>>;
  /** What the server has answered to each call, whatever became of it, by the call's key. */
  readonly answers: ReadonlyMap<string, readonly string[]>;
  /** Resolves when the server has answered everything it was ever asked, also what nobody waited for. */
  quiet(): Promise<void>;
}

/** A proxy that breaks the line as `decide` says, and notes what the server answers. */
export async function cuttingProxy(
  serverUrl: string,
  decide: (keys: readonly string[]) => Fate,
): Promise<CuttingProxy> {
  const counts: Record<Fate, number> = { through: 0, before: 0, during: 0, after: 0, middle: 0 };
  const answers = new Map<string, string[]>();
  const underWay = new Set<Promise<unknown>>();

  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const body = await buffer(incoming);
    const keys = String(incoming.headers["idempotency-key"]).split(", ");
    const fate = decide(keys);
    counts[fate] += 1;
    if (fate === "before") {
      incoming.socket.destroy();
      return;
    }
    const answered = ask(serverUrl, incoming, body);
    if (fate === "during") incoming.socket.destroy();
    const { status, headers, body: answer } = await answered;
    for (const [index, said] of answersIn(answer).entries()) {
      const key = keys[index] ?? "";
      answers.set(key, [...(answers.get(key) ?? []), said]);
    }
    if (fate === "after") incoming.socket.destroy();
    if (incoming.socket.destroyed) return;
    // A connection of its own for each request, so that no line breaks but those that are counted.
    outgoing.writeHead(status, { ...headers, "content-length": answer.length, connection: "close" });
    if (fate === "through") outgoing.end(answer);
    else outgoing.write(answer.subarray(0, Math.ceil(Math.random() * answer.length)), () => incoming.socket.destroy());
  };
  const server = createServer((incoming, outgoing) => {
    const passing = pass(incoming, outgoing).catch(() => incoming.socket.destroy());
    underWay.add(passing);
    passing.finally(() => underWay.delete(passing));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    answers,
    quiet: async () => {
      await Promise.all(underWay);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function ask(serverUrl: string, incoming: IncomingMessage, body: Buffer) {
  const asking = request(`${serverUrl}${incoming.url}`, {
    // A connection that is kept may be closed by the server at the moment it is used: a cut that nobody counted.
    agent: false,
    method: incoming.method ?? "GET",
    headers: incoming.headers,
  }).end(body);
  const [answer]: [IncomingMessage] = (await once(asking, "response")) as [IncomingMessage];
  const { "transfer-encoding": _chunked, connection: _connection, ...headers } = answer.headers;
  return { status: answer.statusCode ?? 0, headers, body: await buffer(answer) };
}

/** The answers of a batch one by one, as they were written: nothing reads them in between but JSON's own order. */
function answersIn(body: Buffer): string[] {
  const answers: unknown[] = JSON.parse(body.toString("utf8"));
  return answers.map((answer) => JSON.stringify(answer));
}
