import type { IncomingMessage } from "node:http";
import { TRPCError } from "@trpc/server";
import superjson, { type SuperJSONResult } from "superjson";
import type { Plan } from "./plan.ts";

const unread = Symbol("unread");

/**
 * The inputs of a request's calls. They are read when the first procedure asks, which is after its guards: whoever may
 * not call has nothing of theirs parsed, and nothing read beyond what had come with the headers.
 */
export class Inputs {
  readonly #request: IncomingMessage;
  readonly #plan: Plan;
  readonly #maxBodySize: number;
  #reading: Promise<readonly unknown[]> | undefined;
  #inputs: readonly unknown[] | typeof unread = unread;

  constructor(request: IncomingMessage, plan: Plan, maxBodySize: number) {
    this.#request = request;
    this.#plan = plan;
    this.#maxBodySize = maxBodySize;
  }

  /** The input of one call. @throws {TRPCError} BAD_REQUEST, PAYLOAD_TOO_LARGE; CLIENT_CLOSED_REQUEST. */
  async at(index: number): Promise<unknown> {
    this.#reading ??= this.#read();
    return (await this.#reading)[index];
  }

  /** The input of one call if somebody has read it. */
  known(index: number): unknown {
    return this.#inputs === unread ? undefined : this.#inputs[index];
  }

  async #read(): Promise<readonly unknown[]> {
    const isGet = this.#request.method === "GET";
    const text = isGet ? this.#plan.query : await readText(this.#request, this.#maxBodySize);
    try {
      this.#inputs = text ? parseInputs(text, this.#plan) : [];
      return this.#inputs;
    } catch (cause) {
      if (cause instanceof TRPCError) throw cause;
      const message = cause instanceof Error ? cause.message : "Invalid input";
      throw new TRPCError({ code: "BAD_REQUEST", message, cause });
    }
  }
}

function parseInputs(text: string, { isBatch, paths }: Plan): readonly unknown[] {
  const parsed: unknown = JSON.parse(text);
  // superjson's copy leaves such members out; a text that might hold one, however it is escaped, takes that way.
  const isHostile = text.includes("__proto__") || text.includes("\\u");
  if (!isBatch) return [deserialize(parsed, isHostile)];
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new TRPCError({ code: "BAD_REQUEST", message: '"input" needs to be an object when doing a batch call' });
  }
  const byIndex = parsed as Record<number, unknown>;
  return paths.map((_, index) => {
    const input = byIndex[index];
    return input === undefined ? undefined : deserialize(input, isHostile);
  });
}

/** superjson's, without the copy: what was just parsed is nobody else's. */
function deserialize(payload: unknown, isHostile: boolean): unknown {
  const result = payload as SuperJSONResult;
  if (isHostile || typeof payload !== "object" || payload === null) return superjson.deserialize(result);
  return result.meta === undefined ? result.json : superjson.deserialize(result, { inPlace: true });
}

/** The body as text (UTF-8, a byte order mark left out, what is no UTF-8 replaced), as `Request.text()` reads it. */
function readText(request: IncomingMessage, maxBodySize: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBodySize) {
        chunks.push(chunk);
        return;
      }
      request.off("data", onData).off("end", onEnd).off("close", onClose);
      reject(new TRPCError({ code: "PAYLOAD_TOO_LARGE" }));
    };
    const onEnd = () => {
      request.off("close", onClose);
      const [only] = chunks;
      const bytes = chunks.length === 1 && only ? only : Buffer.concat(chunks);
      const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
      resolve(bytes.toString("utf8", hasMark ? 3 : 0));
    };
    const onClose = () => reject(new TRPCError({ code: "CLIENT_CLOSED_REQUEST", message: "The client went away" }));
    // Guards take their time; what has closed before says so to nobody again.
    if (request.destroyed) return onClose();
    request.on("data", onData).once("end", onEnd).once("close", onClose);
  });
}
