import type { ApiClient } from "@steward/client";
import type { FileTarget } from "@steward/contracts/files/file";
import type { RouterOutputs } from "../../trpc/client.tsx";

export type FileItem = RouterOutputs["files"]["file"]["byId"];
type Part = RouterOutputs["files"]["file"]["parts"]["next"][number];

/** What is larger is not read twice on a person's own machine; its size and kind are checked all the same. */
const hashedBytes = 64_000_000;
/** At once, so that a line with a long way is filled and a poor one is not overrun. */
const lanes = 3;
/** How long to wait before a part is sent again; above two minutes in all. */
const pausesMs = [500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000, 60_000];

interface Sending {
  readonly client: ApiClient;
  readonly apiUrl: string;
  readonly signal: AbortSignal;
  /** Bytes that have left, those of parts that arrived earlier included. */
  readonly onProgress: (sentBytes: number) => void;
}

/** Keeps room for a file, of a record or of one that is made within a day. @returns its id, by which sending goes on later */
export async function reserve(
  { client }: Pick<Sending, "client">,
  file: File,
  target: FileTarget | null,
): Promise<string> {
  const { name, type, size: sizeBytes } = file;
  if (sizeBytes === 0) throw new FileRefused("file.empty");
  const sha256 = sizeBytes <= hashedBytes ? await hashOf(file) : undefined;
  const { id } = await client.files.file.reserve.mutate({
    name,
    type,
    sizeBytes,
    ...(target && { target }),
    ...(sha256 && { sha256 }),
  });
  return id;
}

/** SHA-256 in hexadecimal; undefined on a page that came without TLS, where browsers do not say. */
async function hashOf(file: File): Promise<string | undefined> {
  if (!globalThis.crypto.subtle) return undefined;
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends the parts that are missing: all of them, or what is left after a broken line. */
export async function sendParts(id: string, file: File, sending: Sending): Promise<void> {
  const { client, signal, onProgress } = sending;
  for (;;) {
    const { next, arrivedBytes } = await client.files.file.parts.query({ id }, { signal });
    onProgress(arrivedBytes);
    if (next.length === 0) return;
    const sent = new Map<number, number>();
    const queue = [...next];
    const lane = async () => {
      for (let part = queue.shift(); part; part = queue.shift()) {
        const { number } = part;
        await sendPart(part, file, sending, (bytes) => {
          sent.set(number, bytes);
          onProgress(arrivedBytes + [...sent.values()].reduce((sum, each) => sum + each, 0));
        });
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }
}

async function sendPart(part: Part, file: File, sending: Sending, onSent: (bytes: number) => void): Promise<void> {
  const body = file.slice(part.offset, part.offset + part.sizeBytes);
  for (const pauseMs of [...pausesMs, null]) {
    try {
      return await put(new URL(part.url, sending.apiUrl), body, sending.signal, onSent);
    } catch (error) {
      sending.signal.throwIfAborted();
      if (pauseMs === null || error instanceof FileRefused) throw error;
      onSent(0);
      await pause(pauseMs, sending.signal);
    }
  }
}

/** A refusal that the API does not speak of, in the shape that words are found for; asking again changes nothing. */
export class FileRefused extends Error {
  readonly code = "PRECONDITION";
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/** By `XMLHttpRequest`, because `fetch` does not say how much of a body has left. */
function put(url: URL, body: Blob, signal: AbortSignal, onSent: (bytes: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener("abort", abort);
    request.upload.addEventListener("progress", ({ loaded }) => onSent(loaded));
    request.addEventListener("loadend", () => {
      signal.removeEventListener("abort", abort);
      const { status } = request;
      if (status >= 200 && status < 300) return resolve();
      const mayPass = status === 0 || status === 429 || status >= 500;
      reject(mayPass ? new TypeError("Failed to fetch") : new FileRefused("file.part_refused"));
    });
    request.open("PUT", url);
    request.send(body);
  });
}

/** Waits, but no longer than until the line is back; while the browser knows that it is cut, for as long as that takes. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = navigator.onLine ? setTimeout(go, ms) : undefined;
    function leave() {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      signal.removeEventListener("abort", stop);
    }
    function go() {
      leave();
      resolve();
    }
    function stop() {
      leave();
      reject(signal.reason);
    }
    window.addEventListener("online", go);
    signal.addEventListener("abort", stop);
  });
}
