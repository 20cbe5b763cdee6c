import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import S3rver from "@20minutes/s3rver";
import type { StoragePlace } from "../settings.ts";

const bucket = "steward-test";

export interface TestS3 extends AsyncDisposable {
  readonly place: Extract<StoragePlace, { kind: "s3" }>;
}

/**
 * An S3 server for tests: s3rver, which checks signatures and keeps objects in a directory. It lacks three answers about
 * uploads under way (their parts, their list, giving one up), which are given here from that same directory.
 */
export async function startTestS3(directory: string): Promise<TestS3> {
  const server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    directory,
    silent: true,
    configureBuckets: [{ name: bucket }],
  });
  const uploads = server.store.getResourcePath(bucket, undefined, "uploads");
  server.middleware.unshift(async (exchange, next) => {
    const answered = await answerAboutUploads(uploads, exchange);
    if (answered === null) {
      // It reads the address of a bucket without the slash that today's SDK signs; those of objects it reads right.
      server.allowMismatchedSignatures = /^\/[^/]+\/?$/.test(exchange.path);
      return next();
    }
    exchange.status = answered.status;
    exchange.type = "application/xml";
    exchange.body = answered.body;
  });
  // Clearing away empty directories, it trips over itself when two objects of one go at once.
  const deleteObject = server.store.deleteObject.bind(server.store);
  let deleting = Promise.resolve();
  server.store.deleteObject = (name, key) => {
    deleting = deleting.then(() => deleteObject(name, key));
    return deleting;
  };
  const { port } = await server.run();
  return {
    place: {
      kind: "s3",
      bucket,
      region: "us-east-1",
      endpoint: `http://127.0.0.1:${port}`,
      pathStyle: true,
      // s3rver knows one account.
      credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

interface Question {
  readonly method: string;
  readonly query: Readonly<Record<string, string | undefined>>;
}

async function answerAboutUploads(uploads: string, { method, query }: Question) {
  const { uploadId } = query;
  if (method === "GET" && query.uploads !== undefined) return { status: 200, body: await listUploads(uploads) };
  if (uploadId === undefined || (method !== "GET" && method !== "DELETE")) return null;
  const directory = join(uploads, uploadId);
  const names = await readdir(directory).catch(() => null);
  if (names === null) return { status: 404, body: "<Error><Code>NoSuchUpload</Code><Message>gone</Message></Error>" };
  if (method === "DELETE") {
    await rm(directory, { recursive: true });
    return { status: 204, body: null };
  }
  const parts = names.filter((name) => /^\d+$/.test(name) && names.includes(`${name}.md5`)).map(Number);
  const items = parts
    .toSorted((one, other) => one - other)
    .map(async (number) => {
      const [etag, { size }] = await Promise.all([
        readFile(join(directory, `${number}.md5`), "utf8"),
        stat(join(directory, String(number))),
      ]);
      return `<Part><PartNumber>${number}</PartNumber><ETag>"${etag}"</ETag><Size>${size}</Size></Part>`;
    });
  return { status: 200, body: `<ListPartsResult>${(await Promise.all(items)).join("")}</ListPartsResult>` };
}

async function listUploads(uploads: string): Promise<string> {
  const ids = await readdir(uploads).catch(() => []);
  const items = ids.map(async (id) => {
    const key = await readFile(join(uploads, id, "key"), "utf8").catch(() => null);
    // It takes parts of uploads that are over, too.
    if (key === null) return "";
    const { birthtime } = await stat(join(uploads, id));
    return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${birthtime.toISOString()}</Initiated></Upload>`;
  });
  return `<ListMultipartUploadsResult>${(await Promise.all(items)).join("")}</ListMultipartUploadsResult>`;
}
