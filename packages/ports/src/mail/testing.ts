import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export interface TestMailServer {
  readonly port: number;
  /** What it took, whole. */
  readonly taken: { readonly from: string; readonly to: readonly string[]; readonly source: string; user?: string }[];
  /** Answers the next mails with these replies instead of taking them, one after the other. */
  refuse(...replies: readonly { readonly code: number; readonly at: "RCPT" | "DATA" }[]): void;
  /** Takes the next mail and cuts the line before saying so. */
  cutAfterData(): void;
  close(): Promise<void>;
}

/** A real SMTP server for tests, on a port of its own; what it does wrong, it is told to. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<TestMailServer> {
  const taken: TestMailServer["taken"] = [];
  const refusals: { code: number; at: "RCPT" | "DATA" }[] = [];
  const sockets = new Set<Socket>();
  let cut = false;
  const refusal = (at: "RCPT" | "DATA") => {
    if (refusals[0]?.at !== at) return null;
    return Object.assign(new Error("Not this one"), { responseCode: refusals.shift()?.code });
  };
  const server = new SMTPServer({
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      password === "right" ? done(null, { user: username ?? "" }) : done(new Error("Invalid login")),
    onRcptTo: (_address, _session, done) => done(refusal("RCPT")),
    onData(stream, { envelope, user }, done) {
      let source = "";
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        source += chunk;
      });
      stream.on("end", () => {
        const refused = refusal("DATA");
        if (refused) return done(refused);
        const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
        const mail = { from, to: envelope.rcptTo.map(({ address }) => address), source };
        taken.push(user ? { ...mail, user: String(user) } : mail);
        if (!cut) return done();
        cut = false;
        for (const socket of sockets) socket.destroy();
      });
    },
    ...options,
  });
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("error", () => {
    // A client that hangs up is what some tests are about.
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    refuse: (...replies) => void refusals.push(...replies),
    cutAfterData() {
      cut = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
}
