import { WebSocket } from "ws";
import { sequenceIn } from "./message.ts";

export const contestants = ["ours", "Socket.IO", "bare ws"] as const;
export type Contestant = (typeof contestants)[number];

/** What a process of listeners is asked: to open so many, and to say when each has been told everything up to a number. */
export type CrowdRequest =
  | {
      readonly kind: "open";
      readonly contestant: Contestant;
      readonly url: string;
      readonly tokens: readonly string[];
      readonly count: number;
      /** The number of the first message they will hear. */
      readonly first: number;
    }
  | { readonly kind: "await"; readonly upTo: number };

export interface CrowdAnswer {
  readonly kind: "opened" | "done";
  readonly listeners: number;
  /** Since the beginning. */
  readonly delivered: number;
  /** Messages that came in another order than they were sent in, or twice. */
  readonly faults: number;
}

/** How each is spoken to, in as few words as there can be: what is measured is the server. */
const protocols: Record<
  Contestant,
  { path: string; greet(token: string): string[]; isReady(text: string): boolean; answer(text: string): string | null }
> = {
  ours: {
    path: "/live?connectionParams=1",
    greet: (token) => [
      JSON.stringify({ method: "connectionParams", data: { tenant: "acme", token } }),
      '{"id":1,"method":"subscription","params":{"path":"live.events","input":{"json":{}}}}',
    ],
    isReady: (text) => text.includes('"kind":"ready"'),
    answer: (text) => (text === "PING" ? "PONG" : null),
  },
  "Socket.IO": {
    path: "/socket.io/?EIO=4&transport=websocket",
    greet: (token) => [`40${JSON.stringify({ token })}`],
    isReady: (text) => text.includes('"kind":"ready"'),
    answer: (text) => (text === "2" ? "3" : null),
  },
  "bare ws": {
    path: "/",
    greet: (token) => [token],
    isReady: (text) => text.includes('"kind":"ready"'),
    answer: () => null,
  },
};

/** Opened at once: more would be a test of handshakes. */
const openAtOnce = 50;

let next: number[] = [];
let behind = 0;
let delivered = 0;
let faults = 0;
let upTo = -1;
const answer = (kind: CrowdAnswer["kind"]) => {
  process.send?.({ kind, listeners: next.length, delivered, faults } satisfies CrowdAnswer);
};

function hear(index: number, sequence: number): void {
  delivered += 1;
  if (sequence !== next[index]) faults += 1;
  next[index] = sequence + 1;
  if (sequence !== upTo) return;
  behind -= 1;
  if (behind === 0) answer("done");
}

function openOne(contestant: Contestant, url: string, token: string, index: number): Promise<void> {
  const { path, greet, isReady, answer: answerTo } = protocols[contestant];
  const socket = new WebSocket(`${url.replace("http", "ws")}${path}`, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.on("open", () => {
      for (const text of greet(token)) socket.send(text);
    });
    socket.on("message", (data: Buffer) => {
      const sequence = sequenceIn(data);
      if (sequence !== null) return hear(index, sequence);
      const text = data.toString("utf8");
      if (isReady(text)) resolve();
      const reply = answerTo(text);
      if (reply !== null) socket.send(reply);
    });
    socket.on("error", reject);
    socket.on("close", (code) => {
      faults += 1;
      reject(new Error(`${contestant} closed a socket with ${code}.`));
    });
  });
}

async function open({ contestant, url, tokens, count, first }: Extract<CrowdRequest, { kind: "open" }>): Promise<void> {
  next = new Array(count).fill(first);
  let index = 0;
  const opening = async () => {
    while (index < count) {
      const mine = index;
      index += 1;
      await openOne(contestant, url, tokens[mine % tokens.length] ?? "", mine);
    }
  };
  await Promise.all(Array.from({ length: openAtOnce }, opening));
  answer("opened");
}

process.on("message", (request: CrowdRequest) => {
  if (request.kind === "open") {
    open(request).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    });
    return;
  }
  upTo = request.upTo;
  behind = next.filter((sequence) => sequence <= upTo).length;
  if (behind === 0) answer("done");
});
process.on("disconnect", () => process.exit());
