import { idInput, idsInput } from "@steward/contracts";
import { attachFilesInput, listFilesInput, nextPartsInput, reserveFileInput } from "@steward/contracts/files/file";
import {
  abandonUpload,
  attachFiles,
  beginUpload,
  cancelFile,
  completeUpload,
  confirmFile,
  getDownload,
  getFile,
  getUploadState,
  getUsage,
  listFiles,
  removeFiles,
  reserveFile,
  restoreFiles,
} from "@steward/services/files";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

export const fileRouter = router({
  /** The files on one record, newest first. */
  list: can("files.file.read")
    .input(listFilesInput)
    .query(({ ctx, input }) => listFiles(ctx, ctx.platform.files, input)),
  byId: can("files.file.read")
    .input(idInput)
    .query(({ ctx, input }) => getFile(ctx, ctx.platform.files, input.id)),
  /** An address at which the file can be had for five minutes. */
  download: can("files.file.read")
    .input(idInput)
    .query(({ ctx, input }) => getDownload(ctx, ctx.platform.files, input.id)),
  usage: can("files.file.read")
    .input(z.void())
    .query(({ ctx }) => getUsage(ctx, ctx.platform.files)),

  /** Keeps room for a file; its bytes go where `parts` says. */
  reserve: can("files.file.write")
    .input(reserveFileInput, (ctx, input) => beginUpload(ctx, ctx.platform.files, input))
    .mutation(({ ctx, input }) => reserveFile(ctx, ctx.platform.files, input, ctx.prepared)),
  /** What of a file has arrived, and where the next parts go: at the start, and after a broken line. */
  parts: can("files.file.write")
    .input(nextPartsInput)
    .query(({ ctx, input }) => getUploadState(ctx, ctx.platform.files, input)),
  /** Every part has been sent: answers with the file, which may have been rejected. */
  confirm: can("files.file.write")
    .input(idInput, (ctx, input) => completeUpload(ctx, ctx.platform.files, input.id))
    .mutation(({ ctx, input }) => confirmFile(ctx, ctx.platform.files, input.id, ctx.prepared)),
  cancel: can("files.file.write")
    .input(idInput, (ctx, input) => abandonUpload(ctx, ctx.platform.files, input.id))
    .mutation(({ ctx, input }) => cancelFile(ctx, input.id)),
  /** Hangs the caller's own files, uploaded without a record, on one. */
  attach: can("files.file.write")
    .input(attachFilesInput)
    .mutation(({ ctx, input }) => attachFiles(ctx, input)),
  remove: can("files.file.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => removeFiles(ctx, input.ids)),
  /** Within a week of the removal. */
  restore: can("files.file.remove")
    .input(idsInput)
    .mutation(({ ctx, input }) => restoreFiles(ctx, ctx.platform.files, input.ids)),
});
