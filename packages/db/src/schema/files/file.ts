import {
  type FileFailure,
  type FileRejection,
  fileAddresses,
  fileProcessingStates,
  fileStatuses,
} from "@steward/contracts/files/file";
import { sql } from "drizzle-orm";
import { bigint, boolean, foreignKey, index, integer, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { nameText, revision, softDelete } from "../kernel/columns.ts";
import { tenantTable } from "../kernel/tenant-table.ts";
import { member } from "../org/member.ts";

/** Something somebody has uploaded. Its bytes are in storage, under keys that begin with its organisation and its id. */
export const file = tenantTable(
  "files_file",
  {
    name: nameText("name").notNull(),
    status: text("status", { enum: fileStatuses }).notNull().default("reserved"),
    /** As announced; what arrives has this size or is rejected. */
    sizeBytes: bigint("size_bytes", { mode: "number" }).notNull(),
    /** MIME type: as announced until the bytes have been looked at, then what they say. */
    type: text("type").notNull(),
    /** In hexadecimal: as announced, then of what arrived. */
    sha256: text("sha256"),
    /** Storage's name for the upload that is under way. */
    uploadId: text("upload_id").notNull(),
    partSizeBytes: integer("part_size_bytes").notNull(),
    /** The record it hangs on, `crm.account`: no foreign key, because it may be of any kind. */
    address: text("address", { enum: fileAddresses }),
    entityId: uuid("entity_id"),
    memberId: uuid("member_id").notNull(),
    rejection: text("rejection").$type<FileRejection>(),
    processing: text("processing", { enum: fileProcessingStates }).notNull().default("none"),
    /** From 0 to 100, while it is being processed. */
    progressPercent: integer("progress_percent").notNull().default(0),
    failure: text("failure").$type<FileFailure>(),
    hasThumbnail: boolean("has_thumbnail").notNull().default(false),
    /** When its bytes were taken. */
    uploadedAt: timestamp("uploaded_at", { withTimezone: true }),
    ...revision(),
    ...softDelete(),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [member.tenantId, member.id] }),
    index("files_file_record").on(t.tenantId, t.address, t.entityId, t.createdAt, t.id).where(sql`deleted_at is null`),
    index("files_file_removed").on(t.tenantId, t.address, t.entityId).where(sql`deleted_at is not null`),
    index("files_file_member").on(t.tenantId, t.memberId),
    // What an organisation uses is added up from this alone.
    index("files_file_usage").on(t.tenantId, t.status, t.sizeBytes).where(sql`deleted_at is null`),
    index("files_file_deleted").on(t.deletedAt).where(sql`deleted_at is not null`),
    index("files_file_waiting").on(t.createdAt).where(sql`status <> 'attached'`),
  ],
  // Upkeep removes what was begun and left, and what was removed long enough ago.
  { system: "write" },
);

/** What could be read in a file, for search. Beside the file, because lists of files never want it. */
export const fileText = tenantTable(
  "files_file_text",
  {
    fileId: uuid("file_id").notNull(),
    content: text("content").notNull(),
    /** There was more than is kept. */
    truncated: boolean("truncated").notNull().default(false),
  },
  (t) => [
    foreignKey({ columns: [t.tenantId, t.fileId], foreignColumns: [file.tenantId, file.id] }).onDelete("cascade"),
    uniqueIndex("files_file_text_file").on(t.tenantId, t.fileId),
  ],
);
