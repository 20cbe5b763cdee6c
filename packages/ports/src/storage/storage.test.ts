import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { AppError } from "@steward/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../process/index.ts";
import { rangeOf } from "./disk-request.ts";
import { contentDisposition } from "./disposition.ts";
import { openFileRequests, openStorage, type Storage, type StoragePlace } from "./index.ts";
import { createSigner } from "./signed-address.ts";
import { startTestS3 } from "./testing/index.ts";

const secret = "a secret of the tests, long enough to sign with";
const expiresInSeconds = 60;

async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
const partBytes = 5 * 1024 * 1024;

interface Stage {
  readonly storage: Storage;
  /** Where relative addresses are. */
  readonly origin: string;
  close(): Promise<void>;
}

/** A disk's storage behind a real server, as the API's process has it. */
async function onDisk(): Promise<Stage & { readonly directory: string }> {
  const directory = await mkdtemp(join(tmpdir(), "steward-storage-"));
  const place: StoragePlace = { kind: "disk", directory };
  const handle = openFileRequests(place, secret);
  const server = createServer((request, response) => {
    handle?.(request, response).catch((error: unknown) => {
      const reason = error instanceof AppError ? error.reason : String(error);
      if (!response.headersSent) response.writeHead(418, { connection: "close" }).end(reason);
    });
  });
  const port = await listen(server, 0, "127.0.0.1");
  return {
    directory,
    storage: openStorage(place, secret),
    origin: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function onS3(): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), "steward-s3-"));
  const s3 = await startTestS3(directory);
  const storage = openStorage(s3.place, secret);
  return {
    storage,
    origin: "http://unused.invalid",
    async close() {
      storage.close();
      await s3[Symbol.asyncDispose]();
      await rm(directory, { recursive: true });
    },
  };
}

describe.each([
  ["a disk", onDisk],
  ["S3, through its own SDK", onS3],
])("storage on %s", (_name, open) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await open();
  });
  afterAll(() => stage.close());

  const keyOf = () => `${randomUUID()}/${randomUUID()}/original`;

  async function putPart(
    key: string,
    uploadId: string,
    number: number,
    body: Buffer<ArrayBuffer>,
    sizeBytes = body.length,
  ) {
    const { url } = await stage.storage.signPart({ key, uploadId, number, sizeBytes, expiresInSeconds });
    return fetch(new URL(url, stage.origin), { method: "PUT", body });
  }

  async function store(content: Buffer<ArrayBuffer>): Promise<string> {
    const key = keyOf();
    const uploadId = await stage.storage.startUpload(key);
    expect((await putPart(key, uploadId, 1, content)).ok).toBe(true);
    expect(await stage.storage.completeUpload(key, uploadId)).toBe(true);
    return key;
  }

  const download = async (key: string, disposition: "attachment" | "inline" = "attachment", headers = {}) => {
    const { url } = await stage.storage.signDownload({
      key,
      name: "a plan & more.txt",
      type: "text/plain",
      disposition,
      expiresInSeconds,
    });
    return fetch(new URL(url, stage.origin), { headers });
  };

  it("takes an object up in parts, in any order and again, and gives it back byte for byte", async () => {
    const { storage } = stage;
    const parts = [randomBytes(partBytes), randomBytes(partBytes), randomBytes(1_000)];
    const key = keyOf();
    const uploadId = await storage.startUpload(key);
    expect(await storage.listParts(key, uploadId)).toEqual([]);
    for (const number of [3, 1, 2, 1]) {
      const part = parts[number - 1] ?? Buffer.of();
      expect((await putPart(key, uploadId, number, part)).ok).toBe(true);
    }
    expect(await storage.listParts(key, uploadId)).toEqual(
      parts.map((part, index) => ({ number: index + 1, sizeBytes: part.length })),
    );
    expect(await storage.head(key)).toBeNull();
    expect(await storage.completeUpload(key, uploadId)).toBe(true);
    expect(await storage.completeUpload(key, uploadId)).toBe(true);
    const whole = Buffer.concat(parts);
    expect(await storage.head(key)).toEqual({ sizeBytes: whole.length });
    expect((await buffer(await storage.read(key))).equals(whole)).toBe(true);
    const range = { start: partBytes - 3, end: 2 * partBytes + 5 };
    const middle = await buffer(await storage.read(key, range));
    expect(middle.equals(whole.subarray(range.start, range.end + 1))).toBe(true);
  });

  it("lets no link that was given out change an object that is complete", async () => {
    const { storage } = stage;
    const key = keyOf();
    const uploadId = await storage.startUpload(key);
    const { url } = await storage.signPart({ key, uploadId, number: 1, sizeBytes: 4, expiresInSeconds });
    const put = (text: string) => fetch(new URL(url, stage.origin), { method: "PUT", body: text });
    expect((await put("good")).ok).toBe(true);
    expect(await storage.completeUpload(key, uploadId)).toBe(true);
    await put("evil").catch(() => null);
    expect((await buffer(await storage.read(key))).toString()).toBe("good");
  });

  it("takes neither more nor less than was signed", async () => {
    const key = keyOf();
    const uploadId = await stage.storage.startUpload(key);
    for (const body of [Buffer.from("12345"), Buffer.from("123")]) {
      expect((await putPart(key, uploadId, 1, body, 4)).ok).toBe(false);
    }
    expect(await stage.storage.listParts(key, uploadId)).toEqual([]);
  });

  it("gives an object out under its name, as what it is called, whole and in ranges", async () => {
    const key = await store(Buffer.from("0123456789"));
    const whole = await download(key);
    expect(await whole.text()).toBe("0123456789");
    expect(whole.headers.get("content-type")).toBe("text/plain");
    expect(whole.headers.get("content-disposition")).toBe('attachment; filename="a plan & more.txt"');
    const part = await download(key, "inline", { range: "bytes=3-5" });
    expect([part.status, await part.text()]).toEqual([206, "345"]);
    expect(part.headers.get("content-range")).toBe("bytes 3-5/10");
    expect(part.headers.get("content-disposition")).toMatch(/^inline/);
  });

  it("refuses an address that is altered in any place, of another object or of another method", async () => {
    const key = await store(Buffer.from("secret"));
    const { url } = await stage.storage.signDownload({
      key,
      name: "a.txt",
      type: "text/plain",
      disposition: "attachment",
      expiresInSeconds,
    });
    const other = await store(Buffer.from("other"));
    const altered = [
      url.replace(key, other),
      url.replace("a.txt", "b.txt"),
      url.replace(/([?&](?:expires|X-Amz-Expires)=)\d+/, "$19999999999"),
      url.replace(/[sS]ignature=.*$/, ""),
    ];
    for (const address of altered) {
      expect(address).not.toBe(url);
      expect((await fetch(new URL(address, stage.origin))).ok, address).toBe(false);
    }
    expect((await fetch(new URL(url, stage.origin), { method: "PUT", body: "x" })).ok).toBe(false);
    expect((await buffer(await stage.storage.read(key))).toString()).toBe("secret");
  });

  it("forgets uploads that are given up, and objects that are removed, with all that is under them", async () => {
    const { storage } = stage;
    const key = keyOf();
    const uploadId = await storage.startUpload(key);
    await putPart(key, uploadId, 1, Buffer.from("part"));
    const unfinished = async () =>
      (await allOf(storage.listUnfinished(new Date(Date.now() + 1_000)))).map((one) => one.uploadId);
    expect(await unfinished()).toContain(uploadId);
    expect(await allOf(storage.listUnfinished(new Date(0)))).toEqual([]);
    await storage.abortUpload(key, uploadId);
    await storage.abortUpload(key, uploadId);
    expect(await unfinished()).not.toContain(uploadId);
    expect(await storage.listParts(key, uploadId)).toBeNull();
    expect(await storage.completeUpload(key, uploadId)).toBe(false);

    const [owner = "", id = ""] = (await store(Buffer.from("content"))).split("/");
    await storage.write(`${owner}/${id}/thumbnail`, Buffer.from("old"));
    await storage.write(`${owner}/${id}/thumbnail`, Buffer.from("small"));
    await storage.write(`${owner}/${id}0/original`, Buffer.from("a neighbour"));
    // s3rver finds the first segments of keys of two only.
    await storage.write(`${owner}/note`, Buffer.from("at the top"));
    expect((await buffer(await storage.read(`${owner}/${id}/thumbnail`))).toString()).toBe("small");
    expect(await allOf(storage.listOwners())).toContain(owner);
    await storage.remove(`${owner}/${id}`);
    expect(await storage.head(`${owner}/${id}/original`)).toBeNull();
    await expect(storage.read(`${owner}/${id}/thumbnail`)).rejects.toThrow("Nothing is stored");
    expect(await storage.head(`${owner}/${id}0/original`)).not.toBeNull();
    await storage.remove(owner);
    expect(await allOf(storage.listOwners())).not.toContain(owner);
  });

  it.each(["../secrets", "a/../b", "/etc/passwd", "a//b", "A", "", "a/b/c/d/e", "a\u0000"])(
    "has no key %j",
    async (key) => {
      await expect(stage.storage.startUpload(key)).rejects.toThrow("is no key");
      await expect(stage.storage.head(key)).rejects.toThrow("is no key");
      await expect(stage.storage.remove(key)).rejects.toThrow("is no key");
    },
  );
});

describe("a disk's addresses", () => {
  it("expire", () => {
    const signer = createSigner(secret);
    const expiresAt = new Date("2026-11-21T12:00:00Z");
    const address = signer.sign("GET", "/files/a/b", { name: "a" }, expiresAt);
    expect(signer.verify("GET", address, expiresAt)).toMatchObject({ verdict: "valid", path: "/files/a/b" });
    expect(signer.verify("GET", address, new Date("2026-11-21T12:00:01Z"))).toEqual({ verdict: "expired" });
    expect(signer.verify("PUT", address, expiresAt)).toEqual({ verdict: "invalid" });
    expect(createSigner(`${secret}!`).verify("GET", address, expiresAt)).toEqual({ verdict: "invalid" });
  });

  it("are answered so that nothing stored can run in our name", async () => {
    const { storage, origin, close } = await onDisk();
    await storage.write("a/b/original", Buffer.from("<script>alert(1)</script>"));
    const download = { key: "a/b/original", name: "a.html", type: "text/html", disposition: "attachment" as const };
    const { url } = await storage.signDownload({ ...download, expiresInSeconds });
    const { headers } = await fetch(new URL(url, origin));
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'; sandbox/);
    expect(headers.get("content-disposition")).toMatch(/^attachment/);
    await close();
  });

  it("keep nothing of a part whose line broke, and take it whole the next time", async () => {
    const { storage, origin, directory, close } = await onDisk();
    const key = "a/b/original";
    const uploadId = await storage.startUpload(key);
    const body = randomBytes(partBytes);
    const { url } = await storage.signPart({ key, uploadId, number: 1, sizeBytes: body.length, expiresInSeconds });
    const sent = httpRequest(new URL(url, origin), { method: "PUT", headers: { "content-length": body.length } });
    sent.on("error", () => {});
    await new Promise((resolve) => sent.write(body.subarray(0, 1_000_000), resolve));
    const files = () => readdir(join(directory, "uploads", uploadId));
    await expect.poll(files).toContainEqual(expect.stringMatching(/^part-00001\./));
    sent.destroy();
    await expect.poll(files).toEqual(["upload.json"]);
    expect(await storage.listParts(key, uploadId)).toEqual([]);
    expect((await fetch(new URL(url, origin), { method: "PUT", body })).status).toBe(204);
    await close();
  });

  it("take no body without a length", async () => {
    const { storage, origin, close } = await onDisk();
    const uploadId = await storage.startUpload("a/b/original");
    const { url } = await storage.signPart({
      key: "a/b/original",
      uploadId,
      number: 1,
      sizeBytes: 4,
      expiresInSeconds,
    });
    const sent = httpRequest(new URL(url, origin), { method: "PUT" });
    sent.write("12");
    sent.end("34");
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    expect((await buffer(answer)).toString()).toBe("file.length_missing");
    await close();
  });
});

it.each([
  [undefined, undefined],
  ["bytes=0-3", { start: 0, end: 3 }],
  ["bytes=5-", { start: 5, end: 9 }],
  ["bytes=5-99", { start: 5, end: 9 }],
  ["bytes=-3", { start: 7, end: 9 }],
  ["bytes=-30", { start: 0, end: 9 }],
  ["bytes=10-", null],
  ["bytes=-0", null],
  ["bytes=3-1", undefined],
  ["bytes=0-1,3-4", undefined],
  ["lines=0-1", undefined],
  ["bytes=-", undefined],
])("the range %j of ten bytes", (header, range) => {
  expect(rangeOf(header, 10)).toEqual(range);
});

it.each([
  ["plan.pdf", 'attachment; filename="plan.pdf"'],
  ['a"b\\c%41.txt', `attachment; filename="a_b_c_41.txt"; filename*=UTF-8''a%22b%5Cc%2541.txt`],
  ["Prüfung (1)'.txt", `attachment; filename="Prufung (1)'.txt"; filename*=UTF-8''Pr%C3%BCfung%20%281%29%27.txt`],
  ["報告", `attachment; filename="file"; filename*=UTF-8''%E5%A0%B1%E5%91%8A`],
  ["\ud800.txt", `attachment; filename=".txt"; filename*=UTF-8''%EF%BF%BD.txt`],
])("the file %j is saved under its name", (name, header) => {
  expect(contentDisposition("attachment", name)).toBe(header);
});
