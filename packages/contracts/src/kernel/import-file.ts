import { z } from "zod";

/** What every import takes in: a table of a person's own making. */
export const maxImportBytes = 64_000_000;
export const maxImportColumns = 200;

export interface UploadImportInput {
  file: File;
}

/** A browser's form with the file under `file`. */
export const uploadImportInput: z.ZodType<UploadImportInput, FormData> = z
  .instanceof(FormData)
  .transform((form) => ({ file: form.get("file") }))
  .pipe(z.object({ file: z.instanceof(File, { error: "Choose a CSV file" }) }));

/** For dates such as 03/04/2026; ISO dates need no choice. */
export const importDateOrders = ["dmy", "mdy"] as const;
export type ImportDateOrder = (typeof importDateOrders)[number];

/** Something about the file a person should know before going on. */
export const importNotices = ["duplicateHeader", "emptyHeader"] as const;
export const importNoticeSchema = z.object({ code: z.enum(importNotices), columns: z.array(z.string()) });
export type ImportNotice = z.infer<typeof importNoticeSchema>;

/** Reasons a file is refused with, whatever it is to be imported as. */
export type ImportFileReason =
  | "import.file_empty"
  | "import.file_no_rows"
  | "import.file_too_large"
  | "import.file_too_many_rows"
  | "import.file_too_many_columns"
  | "import.file_binary"
  | "import.file_encoding"
  | "import.file_quote_open"
  | "import.file_record_too_long"
  | "import.file_malformed";
