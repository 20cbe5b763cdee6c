import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import type { TestServer } from "@steward/db/testing";
import { z } from "zod";
import { type Client, type FileHouse, openFileHouse } from "./house.ts";

const mebibyte = 1024 * 1024;
const lanes = 3;

export interface SentFile {
  readonly parts: number;
  /** Parts that were sent more than once, because the line broke or the API was killed. */
  readonly repeated: number;
  readonly disconnects: number;
  /** The most memory the API's processes ever had, in bytes. */
  readonly peakBytes: number;
  readonly seconds: number;
  /** A sentence for everything that was not as it had to be. */
  readonly faults: readonly string[];
}

/**
 * Sends a file of zeros, each mebibyte with its number at its beginning, in parts. On the way every line is cut once, and
 * once the API is killed and started again. What arrives must be that file, byte for byte.
 */
export async function sendLargeFile(
  server: TestServer,
  sizeBytes: number,
  progress: (message: string) => void,
): Promise<SentFile> {
  await using house = await openFileHouse(server);
  const startedAt = performance.now();
  const client = await house.signIn(house.two.acme);
  const sha256 = hashOf(sizeBytes);
  progress(`${sizeBytes} bytes, ${sha256}`);
  const { value } = await client.mutate("files.file.reserve", { name: "tower.iso", sizeBytes, sha256 });
  const id = String(value.id);
  const line = new Line(house);
  const state = { sent: 0, peakBytes: 0, disconnects: 0 };
  const breaks = [
    { at: sizeBytes / 3, by: async () => line.cut() },
    {
      at: (sizeBytes / 3) * 2,
      by: async () => {
        state.peakBytes = Math.max(state.peakBytes, peakOf(house));
        await house.kill();
        await house.start();
      },
    },
  ];
  for (;;) {
    const { next, arrivedBytes } = await missingParts(client, id);
    if (next.length === 0) break;
    const due = breaks.find(({ at }) => arrivedBytes >= at);
    if (due) breaks.splice(breaks.indexOf(due), 1);
    state.disconnects += due ? 1 : 0;
    progress(`${Math.round((arrivedBytes / sizeBytes) * 100)}% has arrived${due ? ", and the line breaks" : ""}`);
    const sending = sendAll(line, next, () => {
      state.sent += 1;
    });
    // In the middle of the parts that are on their way.
    if (due) await line.firstBytes().then(due.by);
    await sending;
  }
  const { value: file, refused } = await client.mutate("files.file.confirm", { id });
  state.peakBytes = Math.max(state.peakBytes, peakOf(house));
  const parts = Number(value.partCount);
  const faults = [
    ...(file.status === "uploaded" ? [] : [`it was not taken: ${refused ?? file.rejection}`]),
    ...(await readBack(client, house, id, sizeBytes)),
  ];
  return {
    parts,
    repeated: state.sent - parts,
    disconnects: state.disconnects,
    peakBytes: state.peakBytes,
    seconds: (performance.now() - startedAt) / 1000,
    faults,
  };
}

const partSchema = z.object({ offset: z.number(), sizeBytes: z.number(), url: z.string() });
type Part = z.output<typeof partSchema>;
const stateSchema = z.object({ arrivedBytes: z.number(), next: z.array(partSchema) });

async function missingParts(client: Client, id: string) {
  const { value } = await client.query("files.file.parts", { id, limit: 20 });
  return stateSchema.parse(value);
}

/** The mebibyte of that number. */
function blockOf(number: number): Buffer {
  const block = Buffer.alloc(mebibyte);
  block.writeUInt32BE(number);
  return block;
}

function* blocksOf(offset: number, sizeBytes: number): Generator<Buffer> {
  for (let at = offset; at < offset + sizeBytes; at += mebibyte) {
    yield blockOf(at / mebibyte).subarray(0, Math.min(mebibyte, offset + sizeBytes - at));
  }
}

function hashOf(sizeBytes: number): string {
  const hash = createHash("sha256");
  for (const block of blocksOf(0, sizeBytes)) hash.update(block);
  return hash.digest("hex");
}

async function sendAll(line: Line, parts: readonly Part[], onSent: () => void): Promise<void> {
  const queue = [...parts];
  const lane = async () => {
    for (let part = queue.shift(); part; part = queue.shift()) {
      onSent();
      // What breaks is asked for again: the state of the upload says what is missing.
      await line.put(part).catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** The client's lines to the API, which can all be cut at once. */
class Line {
  readonly #house: FileHouse;
  readonly #open = new Set<ReturnType<typeof request>>();
  #begun = Promise.withResolvers<void>();

  constructor(house: FileHouse) {
    this.#house = house;
  }

  /** Resolves when some of a part has left. */
  async firstBytes(): Promise<void> {
    await this.#begun.promise;
  }

  cut(): void {
    for (const one of this.#open) one.destroy();
  }

  async put({ url, offset, sizeBytes }: Part): Promise<void> {
    const sent = request(new URL(url, this.#house.url()), { method: "PUT", headers: { "content-length": sizeBytes } });
    const answered = once(sent, "response");
    answered.catch(() => {});
    this.#open.add(sent);
    try {
      for (const block of blocksOf(offset, sizeBytes)) {
        if (!sent.write(block)) await Promise.race([once(sent, "drain"), answered]);
        this.#begun.resolve();
      }
      sent.end();
      const [answer] = await answered;
      answer.resume();
      if (answer.statusCode !== 204) throw new Error(`storage answered ${answer.statusCode}`);
    } finally {
      this.#open.delete(sent);
      this.#begun = Promise.withResolvers<void>();
    }
  }
}

/** The most memory the process ever had, as Linux counts it. */
function peakOf(house: FileHouse): number {
  const [, kibibytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${house.pid()}/status`, "utf8")) ?? [];
  return Number(kibibytes) * 1024;
}

/** Some mebibytes from all over the file, as a download in ranges gives them. */
async function readBack(client: Client, house: FileHouse, id: string, sizeBytes: number): Promise<string[]> {
  const { value, refused } = await client.query("files.file.download", { id });
  if (refused) return [`it cannot be downloaded: ${refused}`];
  const faults: string[] = [];
  const blocks = Math.floor(sizeBytes / mebibyte);
  for (const number of [0, 7, 8, Math.floor(blocks / 2), blocks - 1]) {
    const range = `bytes=${number * mebibyte}-${(number + 1) * mebibyte - 1}`;
    const answer = await fetch(new URL(String(value.url), house.url()), { headers: { range } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status !== 206 || !bytes.equals(blockOf(number))) faults.push(`mebibyte ${number} came back as another`);
  }
  return faults;
}
