import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { AppError } from "@steward/contracts";
import { filesPath } from "./disk-storage.ts";
import { type DiskStore, PartIncomplete, UploadUnknown } from "./disk-store.ts";
import { contentDisposition } from "./disposition.ts";
import { type AddressSigner, createSigner } from "./signed-address.ts";
import type { ByteRange } from "./storage.ts";

/** Answers one request under `/files/`. What refuses it is an `AppError`, thrown before anything was answered. */
export type DiskRequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What a stored object may do in a browser that is made to open it after all: nothing. */
const sandbox = "default-src 'none'; sandbox; frame-ancestors 'none'";
/** Below the life of an address: nobody finds a picture in their cache that they may no longer see. */
const keptSeconds = 240;

/**
 * The server's half of the disk's signed addresses: `PUT` of a part, `GET` and `HEAD` of an object and of one range of it.
 *
 * Throws FORBIDDEN `file.link_invalid` | `file.link_expired`, NOT_FOUND `file.object_unknown` | `file.upload_unknown`,
 * INVALID `file.length_missing` | `file.part_incomplete`, LIMIT `file.part_size_differs`.
 */
export function createDiskRequestHandler(store: DiskStore, secret: string): DiskRequestHandler {
  const signer = createSigner(secret);
  return async (request, response) => {
    // Whoever may read an object may ask how large it is.
    const method = request.method === "HEAD" ? "GET" : (request.method ?? "");
    const { path, parameters } = verified(signer, method, request.url ?? "");
    const key = path.slice(filesPath.length);
    if (method === "PUT") await takePart(store, request, response, parameters);
    else await giveObject(store, key, request, response, parameters);
  };
}

function verified(signer: AddressSigner, method: string, address: string) {
  const verdict = signer.verify(method, address);
  if (verdict.verdict === "valid") return verdict;
  const reason = verdict.verdict === "expired" ? "file.link_expired" : "file.link_invalid";
  throw new AppError("FORBIDDEN", reason);
}

async function takePart(
  store: DiskStore,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: URLSearchParams,
): Promise<void> {
  const sizeBytes = Number(parameters.get("size"));
  const declared = request.headers["content-length"];
  if (declared === undefined) throw new AppError("INVALID", "file.length_missing");
  if (Number(declared) !== sizeBytes) throw new AppError("LIMIT", "file.part_size_differs", { sizeBytes });
  try {
    const part = { number: Number(parameters.get("part")), sizeBytes };
    await store.receivePart(parameters.get("upload") ?? "", part, request);
  } catch (error) {
    if (error instanceof UploadUnknown) throw new AppError("NOT_FOUND", "file.upload_unknown", {}, { cause: error });
    // Also what a broken line leaves: nobody hears the answer, and the log says what it was.
    if (error instanceof PartIncomplete || request.destroyed) {
      throw new AppError("INVALID", "file.part_incomplete", {}, { cause: error });
    }
    throw error;
  }
  response.writeHead(204).end();
}

async function giveObject(
  store: DiskStore,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: URLSearchParams,
): Promise<void> {
  const object = await store.head(key);
  if (!object) throw new AppError("NOT_FOUND", "file.object_unknown");
  const { sizeBytes } = object;
  const disposition = parameters.get("disposition") === "inline" ? "inline" : "attachment";
  // An object never changes, so its key names its content.
  const etag = `"${createHash("sha256").update(key).digest("base64url").slice(0, 22)}"`;
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("etag", etag);
  response.setHeader("cache-control", `private, max-age=${keptSeconds}`);
  response.setHeader("content-security-policy", sandbox);
  const asked = request.headers["if-range"] === undefined || request.headers["if-range"] === etag;
  const range = asked ? rangeOf(request.headers.range, sizeBytes) : undefined;
  if (range === null) {
    response.writeHead(416, { "content-range": `bytes */${sizeBytes}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  response.writeHead(range ? 206 : 200, {
    "content-type": parameters.get("type") ?? "application/octet-stream",
    "content-length": end - start + 1,
    "content-disposition": contentDisposition(disposition, parameters.get("name") ?? "file"),
    ...(range && { "content-range": `bytes ${start}-${end}/${sizeBytes}` }),
  });
  if (request.method === "HEAD") response.end();
  else await pipeline(await store.read(key, { start, end }), response).catch(unlessGone(response));
}

/** Whoever left in the middle of a download has had enough; that is no fault. */
function unlessGone(response: ServerResponse) {
  return (error: unknown) => {
    if (!response.destroyed || response.writableFinished) throw error;
  };
}

/** One range (RFC 9110, 14.2): undefined where none is asked for or several are, null where it lies beyond the end. */
export function rangeOf(header: string | undefined, sizeBytes: number): ByteRange | null | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  if (first === "") {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? null : { start: sizeBytes - length, end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = Math.min(last === "" ? sizeBytes - 1 : Number(last), sizeBytes - 1);
  if (last !== "" && Number(last) < start) return undefined;
  return start >= sizeBytes ? null : { start, end };
}
