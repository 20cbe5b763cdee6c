import { resolve } from "node:path";
import { z } from "zod";
import { SettingsError } from "../process/settings.ts";

const mebibyte = 1024 * 1024;
const bytes = (fallback: number) =>
  z.coerce.number().int().positive().default(fallback).describe(`a number of bytes such as ${fallback}`);

/** The settings of a process that reaches files; every process of an installation wants the same. */
export const storageSettings = {
  STEWARD_FILES: z.string().default(".steward/files").describe("a directory that may be written"),
  STEWARD_FILE_LIMIT_BYTES: bytes(5 * 1024 * mebibyte),
  STEWARD_FILE_QUOTA_BYTES: bytes(50 * 1024 * mebibyte),
  S3_BUCKET: z.string().optional().describe("the name of a bucket, or to nothing to keep files on this machine's disk"),
  S3_REGION: z.string().default("us-east-1").describe("a region such as eu-central-1"),
  S3_ENDPOINT: z
    .string()
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), "is not an http(s) address")
    .optional()
    .describe("the address of a store that speaks S3, or to nothing for Amazon's"),
  S3_ACCESS_KEY_ID: z.string().optional().describe("the key's id, or to nothing for what the machine's role gives"),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe("the key's secret"),
  S3_PATH_STYLE: z.enum(["0", "1"]).default("0").describe("1 where buckets are paths, not host names"),
};

export interface S3Settings {
  readonly bucket: string;
  readonly region: string;
  /** Amazon's own where it is missing. */
  readonly endpoint: string | undefined;
  /** Whether the bucket is the first segment of the path rather than of the host name. */
  readonly pathStyle: boolean;
  /** What the machine is given by its role or its environment, where they are missing. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

export type StoragePlace =
  | { readonly kind: "disk"; readonly directory: string }
  | ({ readonly kind: "s3" } & S3Settings);

export interface FileSettings {
  readonly place: StoragePlace;
  /** The largest file. */
  readonly maxFileBytes: number;
  /** What the files of one organisation may take up together. */
  readonly quotaBytes: number;
}

/** @throws {SettingsError} where a key has no secret, or a secret no key. */
export function fileSettingsOf(given: z.output<z.ZodObject<typeof storageSettings>>): FileSettings {
  return {
    place: placeOf(given),
    maxFileBytes: given.STEWARD_FILE_LIMIT_BYTES,
    quotaBytes: given.STEWARD_FILE_QUOTA_BYTES,
  };
}

function placeOf(given: z.output<z.ZodObject<typeof storageSettings>>): StoragePlace {
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = given;
  if (!bucket) return { kind: "disk", directory: resolve(given.STEWARD_FILES) };
  if (!accessKeyId !== !secretAccessKey) {
    throw new SettingsError("S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: set both or neither.");
  }
  return {
    kind: "s3",
    bucket,
    region: given.S3_REGION,
    endpoint: given.S3_ENDPOINT,
    pathStyle: given.S3_PATH_STYLE === "1",
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined,
  };
}

/** Where browsers reach the objects, if not through our own API: for the pages' policies. */
export function storageOrigin(place: StoragePlace): string | null {
  if (place.kind === "disk") return null;
  const { origin, protocol, host } = new URL(place.endpoint ?? `https://s3.${place.region}.amazonaws.com`);
  return place.pathStyle ? origin : `${protocol}//${place.bucket}.${host}`;
}
