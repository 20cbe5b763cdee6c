import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { defineJob } from "../kernel/job.ts";
import { idInput, idSchema, idsInput } from "../kernel/list.ts";
import { defineNotification } from "../kernel/notification.ts";
import { definePermissions, office, staff } from "../kernel/permission.ts";

/**
 * What becomes of a file: its room is reserved, its bytes arrive, they are looked at, and it hangs on a record. One whose
 * bytes are not what was announced is rejected and its bytes are gone; the row stays and says why.
 */
export const fileStatuses = ["reserved", "uploaded", "attached", "rejected"] as const;
export type FileStatus = (typeof fileStatuses)[number];

/** How far the worker has come with text and thumbnail; `none` where the kind of file has neither. */
export const fileProcessingStates = ["none", "waiting", "running", "done", "failed"] as const;
export type FileProcessingState = (typeof fileProcessingStates)[number];

/** The kinds of record that files hang on. A module adds its own here and in `files/target.ts` of the services. */
export const fileAddresses = [
  "crm.account",
  "crm.contact",
  "crm.deal",
  "crm.lead",
  "messaging.conversation",
  "projects.project",
  "projects.task",
] as const;
export type FileAddress = (typeof fileAddresses)[number];

export const filePermissions = definePermissions("files.file", {
  read: { description: "See and download the files on records they may see", roles: staff },
  write: { description: "Add files to records they may change", roles: staff },
  remove: { description: "Remove files and bring them back", roles: office },
});

/** A record that files hang on. */
export const fileTargetSchema = z.object({ address: z.enum(fileAddresses), entityId: idSchema });
export type FileTarget = z.infer<typeof fileTargetSchema>;

const maxFileName = 255;
/** What moves the cursor, turns the direction of writing round or ends a line: names that read as others (CVE-2021-42574). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const trickery = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A name as file systems know it: without a path, and without characters that make it read as another. */
export const fileNameSchema = z
  .string()
  .max(maxFileName, `Use at most ${maxFileName} characters`)
  .transform((name) =>
    name
      .replace(/^.*[/\\]/, "")
      .replace(trickery, "")
      .trim(),
  )
  .pipe(z.string().min(1, "Give the file a name"));

export const reserveFileInput = z.object({
  name: fileNameSchema,
  sizeBytes: z.number().int().min(1, "This file is empty").max(Number.MAX_SAFE_INTEGER),
  /** As the browser takes it to be; empty where it has no idea. What the bytes say decides. */
  type: z.string().trim().toLowerCase().max(200).default(""),
  /** Of the whole content, in hexadecimal; checked when the bytes have arrived. */
  sha256: z
    .string()
    .length(64, "Use 64 hexadecimal digits")
    .refine((text) => /^[0-9a-f]*$/.test(text), "Use 64 hexadecimal digits")
    .optional(),
  /** The record it is for; left out where that is made later, within a day. */
  target: fileTargetSchema.optional(),
});
export type ReserveFileInput = z.infer<typeof reserveFileInput>;

/** Parts are asked for as they are sent: a link to one is good for a quarter of an hour. */
export const nextPartsInput = idInput.extend({ limit: z.number().int().min(1).max(20).default(8) });
export type NextPartsInput = z.infer<typeof nextPartsInput>;

export const listFilesInput = fileTargetSchema.extend({
  cursor: z.string().max(1000).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListFilesInput = z.infer<typeof listFilesInput>;

export const attachFilesInput = idsInput.extend({ target: fileTargetSchema });
export type AttachFilesInput = z.infer<typeof attachFilesInput>;

/** Text and thumbnail of one file; safe to run again. */
export const processFileJob = defineJob("files.file.process", z.object({ fileId: idSchema }), {
  retries: 3,
  timeoutSeconds: 600,
});

const described = z.object({ name: z.string(), sizeBytes: z.number(), type: z.string() });
const onRecord = z.object({
  name: z.string(),
  address: z.enum(fileAddresses).nullable(),
  entityId: idSchema.nullable(),
});
export const fileReserved = defineEvent("files.file.reserved", described);
export const fileUploaded = defineEvent("files.file.uploaded", described);
export const fileAttached = defineEvent("files.file.attached", onRecord);
export const fileRejected = defineEvent("files.file.rejected", z.object({ name: z.string(), rejection: z.string() }));
export const fileCancelled = defineEvent("files.file.cancelled", z.object({ name: z.string() }));
export const fileRemoved = defineEvent("files.file.removed", onRecord);
export const fileRestored = defineEvent("files.file.restored", onRecord);
export const fileProcessed = defineEvent(
  "files.file.processed",
  z.object({ name: z.string(), characters: z.number(), thumbnail: z.boolean() }),
);

/** Why the bytes that arrived were not taken. */
export const fileRejections = [
  "file.upload_lost",
  "file.size_differs",
  "file.hash_differs",
  "file.type_differs",
  "file.archive_bomb",
] as const;
export type FileRejection = (typeof fileRejections)[number];

/** Why nothing could be read out of a file; the file itself is as good as ever. */
export const fileFailures = [
  "file.content_damaged",
  "file.content_locked",
  "file.content_too_large",
  "file.content_too_slow",
] as const;
export type FileFailure = (typeof fileFailures)[number];

/** To whoever put it there: nothing of it will be found by search. */
export const fileUnreadable = defineNotification("files.file.unreadable", {
  label: "A file of mine cannot be read",
  params: z.object({ name: z.string(), address: z.enum(fileAddresses).nullable(), entityId: idSchema.nullable() }),
  record: "files.file",
  needs: "files.file.read",
  channels: { inApp: true, email: false, push: false },
  toActor: true,
  words: ({ name }) => ({
    title: `${name} could not be read`,
    body: "It is kept and can be downloaded; search does not know what is in it.",
  }),
  path(_id, { address, entityId }) {
    if (!address || !entityId) return "/";
    if (address === "messaging.conversation") return `/messaging/${entityId}`;
    if (address === "projects.project") return `/projects/${entityId}`;
    // A task's page goes by its number, which the file does not know.
    return address === "projects.task" ? "/projects/my-work" : `/${address.replace(".", "/")}s/${entityId}`;
  },
});

/** Reasons this resource refuses with. */
export type FileReason =
  | FileRejection
  | FileFailure
  | "file.too_large"
  | "file.quota_exceeded"
  | "file.not_reserved"
  | "file.not_available"
  | "file.incomplete";
