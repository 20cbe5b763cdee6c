/** Told of each answer: its status, and whether the server keeps the connection. */
type OnAnswer = (status: number, keepsConnection: boolean) => void;

const endOfHead = Buffer.from("\r\n\r\n");
const nothing = Buffer.alloc(0);

/**
 * Finds the ends of HTTP/1.1 answers in what a socket yields, and nothing else: a load generator that parsed them would
 * be slower than the servers it measures. Bodies are counted, by `content-length` or by chunks (RFC 9112, 6 and 7).
 */
export class ResponseReader {
  readonly #onAnswer: OnAnswer;
  #state: "head" | "body" | "chunk-size" | "chunk" | "trailer" = "head";
  /** What was read of a head, a chunk's size or a trailer and does not end yet. */
  #unread: Buffer = nothing;
  /** Bytes of the body or chunk that are still to come. */
  #left = 0;
  #status = 0;
  #keeps = true;

  constructor(onAnswer: OnAnswer) {
    this.#onAnswer = onAnswer;
  }

  push(chunk: Buffer): void {
    let data = this.#unread.length > 0 ? Buffer.concat([this.#unread, chunk]) : chunk;
    this.#unread = nothing;
    while (data.length > 0) {
      const used = this.#read(data);
      if (used < 0) {
        this.#unread = data;
        return;
      }
      data = data.subarray(used);
    }
  }

  /** Answers how many bytes it made use of, -1 if it needs more. */
  #read(data: Buffer): number {
    switch (this.#state) {
      case "head":
        return this.#readHead(data);
      case "body":
      case "chunk":
        return this.#skip(data);
      case "chunk-size":
        return this.#readChunkSize(data);
      case "trailer":
        return this.#readTrailer(data);
    }
  }

  #readHead(data: Buffer): number {
    const end = data.indexOf(endOfHead);
    if (end < 0) return -1;
    const head = data.toString("latin1", 0, end);
    this.#status = Number(head.slice(9, 12));
    this.#keeps = !/\r\nconnection: *close/i.test(head);
    if (/\r\ntransfer-encoding: *chunked/i.test(head)) this.#state = "chunk-size";
    else {
      this.#left = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (this.#left > 0) this.#state = "body";
      else this.#finish();
    }
    return end + endOfHead.length;
  }

  #skip(data: Buffer): number {
    const used = Math.min(this.#left, data.length);
    this.#left -= used;
    if (this.#left > 0) return used;
    if (this.#state === "chunk") this.#state = "chunk-size";
    else this.#finish();
    return used;
  }

  #readChunkSize(data: Buffer): number {
    const end = data.indexOf("\r\n");
    if (end < 0) return -1;
    const size = Number.parseInt(data.toString("latin1", 0, end), 16);
    // A chunk ends with a line break of its own.
    this.#left = size + 2;
    this.#state = size > 0 ? "chunk" : "trailer";
    return end + 2;
  }

  #readTrailer(data: Buffer): number {
    const end = data.indexOf("\r\n");
    if (end < 0) return -1;
    if (end === 0) this.#finish();
    return end + 2;
  }

  #finish(): void {
    this.#state = "head";
    this.#onAnswer(this.#status, this.#keeps);
  }
}
