import { connect } from "node:net";

/** A request as bytes, because no client would send most of what is asked here. */
export interface RawRequest {
  readonly name: string;
  readonly bytes: Buffer;
  /** Ends the connection when the bytes are out, before the request is whole. */
  readonly isCut?: boolean;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RequestParts {
  readonly name: string;
  readonly method?: string;
  readonly target: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Buffer | string;
  readonly isChunked?: boolean;
  readonly isCut?: boolean;
}

/** Writes a request. Targets and headers are Latin-1, so that any byte can stand in them. */
export function rawRequest({
  name,
  method = "GET",
  target,
  headers = [],
  body,
  isChunked,
  isCut,
}: RequestParts): RawRequest {
  const content = Buffer.from(body ?? "");
  const given = new Set(headers.map(([header]) => header.toLowerCase()));
  const lines = [`${method} ${target} HTTP/1.1`];
  if (!given.has("host")) lines.push("host: localhost:4000");
  lines.push("connection: close", ...headers.map(([header, value]) => `${header}: ${value}`));
  if (isChunked) lines.push("transfer-encoding: chunked");
  // A body that is cut was announced longer than it is.
  else if (body !== undefined) lines.push(`content-length: ${content.length + (isCut ? 10 : 0)}`);
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  const chunks = isChunked
    ? [Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from(isCut ? "" : "\r\n0\r\n\r\n")]
    : [content];
  return { name, bytes: Buffer.concat([head, ...chunks]), isCut };
}

/** Sends a request and resolves with the answer; null when the connection ends without one. */
export function send(port: number, { bytes, isCut }: RawRequest): Promise<RawAnswer | null> {
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(bytes);
      if (isCut) setTimeout(() => socket.destroy(), 5);
    });
    socket.on("data", (chunk) => received.push(chunk));
    socket.on("error", () => {
      // A server that refuses a body may reset the connection behind its answer.
    });
    socket.on("close", () => resolve(parse(Buffer.concat(received))));
  });
}

function parse(bytes: Buffer): RawAnswer | null {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const [start = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    headers[name] = `${headers[name] === undefined ? "" : `${headers[name]}; `}${line.slice(colon + 1).trim()}`;
  }
  const rest = bytes.subarray(end + 4);
  if (start.startsWith("HTTP/1.1 100")) return parse(rest);
  const body = headers["transfer-encoding"] === "chunked" ? joinChunks(rest) : rest;
  return { status: Number(start.split(" ")[1]), headers, body: body.toString("utf8") };
}

function joinChunks(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString("latin1"), 16);
    if (lineEnd < 0 || !(size > 0)) return Buffer.concat(chunks);
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 4 + size;
  }
}
