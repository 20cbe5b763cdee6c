import type { Readable } from "node:stream";
import type { ListMultipartUploadsOutput, S3Client, S3ClientConfig } from "@aws-sdk/client-s3";
import { contentDisposition } from "./disposition.ts";
import type { S3Settings } from "./settings.ts";
import { assertKey, ObjectMissing, type Storage, type UploadedPart } from "./storage.ts";

type Commands = typeof import("@aws-sdk/client-s3");

/** What S3 says where something is not, or not any more. */
const missing: ReadonlySet<string> = new Set(["NoSuchKey", "NoSuchUpload", "NotFound"]);

function unlessMissing(error: unknown): null {
  if (error instanceof Error && missing.has(error.name)) return null;
  throw error;
}

/** S3 takes no more at once. */
const maxDeletions = 1000;

/** Objects in a bucket of S3 or of whatever speaks its language; browsers reach it themselves. */
export function createS3Storage(settings: S3Settings): Storage {
  const { bucket: Bucket } = settings;
  const open = opener(settings);

  async function* pagesOf(prefix: string) {
    const { client, sdk } = await open();
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken }));
      yield page.Contents ?? [];
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
  }

  async function rawParts(Key: string, UploadId: string) {
    const { client, sdk } = await open();
    const parts: { PartNumber: number; ETag: string | undefined; Size: number }[] = [];
    let PartNumberMarker: string | undefined;
    do {
      const input = { Bucket, Key, UploadId, PartNumberMarker };
      const page = await client.send(new sdk.ListPartsCommand(input)).catch(unlessMissing);
      if (page === null) return null;
      for (const { PartNumber = 0, ETag, Size = 0 } of page.Parts ?? []) parts.push({ PartNumber, ETag, Size });
      PartNumberMarker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
    } while (PartNumberMarker);
    return parts;
  }

  async function head(key: string) {
    assertKey(key);
    const { client, sdk } = await open();
    const found = await client.send(new sdk.HeadObjectCommand({ Bucket, Key: key })).catch(unlessMissing);
    return found && { sizeBytes: found.ContentLength ?? 0 };
  }

  return {
    async startUpload(key) {
      assertKey(key);
      const { client, sdk } = await open();
      const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key: key }));
      if (!UploadId) throw new Error("S3 began an upload without a name.");
      return UploadId;
    },
    async listParts(key, uploadId) {
      const parts = await rawParts(key, uploadId);
      return parts?.map(({ PartNumber, Size }): UploadedPart => ({ number: PartNumber, sizeBytes: Size })) ?? null;
    },
    async completeUpload(key, uploadId) {
      const { client, sdk } = await open();
      const parts = await rawParts(key, uploadId);
      if (parts === null || parts.length === 0) return (await head(key)) !== null;
      const Parts = parts.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
      const command = new sdk.CompleteMultipartUploadCommand({
        Bucket,
        Key: key,
        UploadId: uploadId,
        MultipartUpload: { Parts },
      });
      const completed = await client.send(command).catch(unlessMissing);
      return completed !== null || (await head(key)) !== null;
    },
    async abortUpload(key, uploadId) {
      const { client, sdk } = await open();
      const input = { Bucket, Key: key, UploadId: uploadId };
      await client.send(new sdk.AbortMultipartUploadCommand(input)).catch(unlessMissing);
    },
    async *listUnfinished(before) {
      const { client, sdk } = await open();
      let [KeyMarker, UploadIdMarker]: (string | undefined)[] = [];
      do {
        const input = { Bucket, KeyMarker, UploadIdMarker };
        const page: ListMultipartUploadsOutput = await client.send(new sdk.ListMultipartUploadsCommand(input));
        for (const { Key: key, UploadId: uploadId, Initiated: startedAt } of page.Uploads ?? []) {
          if (key && uploadId && startedAt && startedAt < before) yield { key, uploadId, startedAt };
        }
        [KeyMarker, UploadIdMarker] = page.IsTruncated ? [page.NextKeyMarker, page.NextUploadIdMarker] : [];
      } while (KeyMarker);
    },
    head,
    async read(key, range) {
      assertKey(key);
      const { client, sdk } = await open();
      const Range = range && `bytes=${range.start}-${range.end}`;
      const found = await client.send(new sdk.GetObjectCommand({ Bucket, Key: key, Range })).catch(unlessMissing);
      if (!found?.Body) throw new ObjectMissing(key);
      // In Node the body is a stream of Node's; its type also names what it is in browsers.
      return found.Body as Readable;
    },
    async write(key, bytes) {
      assertKey(key);
      const { client, sdk } = await open();
      await client.send(new sdk.PutObjectCommand({ Bucket, Key: key, Body: bytes }));
    },
    async remove(prefix) {
      assertKey(prefix);
      const { client, sdk } = await open();
      for await (const page of pagesOf(prefix)) {
        // The prefix of S3 is one of letters; ours is one of segments.
        const keys = page.flatMap(({ Key = "" }) => (Key === prefix || Key.startsWith(`${prefix}/`) ? [{ Key }] : []));
        for (let from = 0; from < keys.length; from += maxDeletions) {
          const Objects = keys.slice(from, from + maxDeletions);
          const { Errors } = await client.send(
            new sdk.DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
          );
          if (Errors?.length) throw new Error(`S3 did not remove ${Errors[0]?.Key}: ${Errors[0]?.Code}`);
        }
      }
    },
    async *listOwners() {
      const { client, sdk } = await open();
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(new sdk.ListObjectsV2Command({ Bucket, Delimiter: "/", ContinuationToken }));
        for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix) yield Prefix.slice(0, -1);
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
    },
    async signPart({ key, uploadId, number, sizeBytes, expiresInSeconds }) {
      assertKey(key);
      const { client, sdk, presign } = await open();
      // The length is among what is signed, so that S3 takes neither more nor less.
      const input = { Bucket, Key: key, UploadId: uploadId, PartNumber: number, ContentLength: sizeBytes };
      const url = await presign(client, new sdk.UploadPartCommand(input), { expiresIn: expiresInSeconds });
      return { url, expiresAt: new Date(Date.now() + expiresInSeconds * 1000) };
    },
    async signDownload({ key, name, type, disposition, expiresInSeconds }) {
      assertKey(key);
      const { client, sdk, presign } = await open();
      const command = new sdk.GetObjectCommand({
        Bucket,
        Key: key,
        ResponseContentType: type,
        ResponseContentDisposition: contentDisposition(disposition, name),
      });
      const url = await presign(client, command, { expiresIn: expiresInSeconds });
      return { url, expiresAt: new Date(Date.now() + expiresInSeconds * 1000) };
    },
    close: () => open.close(),
  };
}

/** Loads the SDK when it is first used: most installations never do, and it is large. */
function opener({ region, endpoint, pathStyle, credentials }: S3Settings) {
  interface Opened {
    readonly client: S3Client;
    readonly sdk: Commands;
    readonly presign: typeof import("@aws-sdk/s3-request-presigner").getSignedUrl;
  }
  const config: S3ClientConfig = {
    region,
    forcePathStyle: pathStyle,
    // Checksums that nobody asked for are more than some stores understand, and would be signed into our addresses.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
  };
  let opened: Promise<Opened> | undefined;
  let client: S3Client | undefined;
  const load = async (): Promise<Opened> => {
    const [sdk, { getSignedUrl }] = await Promise.all([
      import("@aws-sdk/client-s3"),
      import("@aws-sdk/s3-request-presigner"),
    ]);
    client = new sdk.S3Client(config);
    return { client, sdk, presign: getSignedUrl };
  };
  const open = () => {
    opened ??= load();
    return opened;
  };
  return Object.assign(open, { close: () => client?.destroy() });
}
