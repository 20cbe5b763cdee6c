import { createSocket } from "node:dgram";
import { once } from "node:events";
import { decode, encode, type Packet } from "dns-packet";

/** A name server on the loopback interface that speaks DNS over UDP (RFC 1035) and knows the TXT records it is given. */
export interface NameServer extends AsyncDisposable {
  /** As a resolver takes it: `127.0.0.1:53000`. */
  readonly address: string;
  /** The TXT records of a name, each in the pieces it travels in. A name without an entry does not exist. */
  readonly records: Map<string, readonly string[][]>;
  /** What it was asked, in order. */
  readonly questions: readonly string[];
  /** Answers every question SERVFAIL, as a server does whose own data is broken. */
  failing: boolean;
  close(): Promise<void>;
}

/** Response codes of RFC 1035, section 4.1.1; they stand in the last four bits of the flags. */
const serverFailure = 2;
const nameError = 3;
const authoritative = 1 << 10;

export async function startNameServer(): Promise<NameServer> {
  const socket = createSocket("udp4");
  const records = new Map<string, readonly string[][]>();
  const questions: string[] = [];
  const close = async () => {
    socket.close();
    await once(socket, "close");
  };
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const server: NameServer = {
    address: `127.0.0.1:${socket.address().port}`,
    records,
    questions,
    failing: false,
    close,
    [Symbol.asyncDispose]: close,
  };
  socket.on("message", (message, peer) => {
    socket.send(encode(answerTo(decode(message), server)), peer.port, peer.address);
  });
  return server;

  function answerTo(query: Packet, { failing }: NameServer): Packet {
    const [question] = query.questions ?? [];
    const name = question?.name.toLowerCase() ?? "";
    questions.push(`${question?.type} ${name}`);
    const found = records.get(name);
    const code = failing ? serverFailure : found ? 0 : nameError;
    const told = failing || question?.type !== "TXT" ? [] : (found ?? []);
    return {
      type: "response",
      id: query.id ?? 0,
      flags: authoritative | code,
      questions: query.questions ?? [],
      answers: told.map((data) => ({ type: "TXT", name, ttl: 0, data })),
    };
  }
}
