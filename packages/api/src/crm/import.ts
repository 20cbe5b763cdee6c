import { idInput } from "@steward/contracts";
import {
  configureImportInput,
  countImportsInput,
  importErrorFileInput,
  listImportRowsInput,
  listImportsInput,
  sampleImportInput,
  startImportInput,
  undoImportInput,
} from "@steward/contracts/crm/import";
import { uploadImportInput } from "@steward/contracts/kernel/import-file";
import {
  cancelImport,
  configureImport,
  countImports,
  getErrorFile,
  getImport,
  listImportRows,
  listImports,
  removeImport,
  retryImport,
  reviewImport,
  sampleFile,
  startImport,
  undoImport,
  uploadImport,
} from "@steward/services/crm";
import { can, router } from "../kernel/procedure.ts";

export const importRouter = router({
  list: can("crm.import.read")
    .input(listImportsInput)
    .query(({ ctx, input }) => listImports(ctx, input)),
  count: can("crm.import.read")
    .input(countImportsInput)
    .query(({ ctx, input }) => countImports(ctx, input)),
  byId: can("crm.import.read")
    .input(idInput)
    .query(({ ctx, input }) => getImport(ctx, input.id)),
  /** What would happen to the whole file with the present settings, and which values match nothing. */
  review: can("crm.import.read")
    .input(idInput)
    .query(({ ctx, input }) => reviewImport(ctx, input.id)),
  rows: can("crm.import.read")
    .input(listImportRowsInput)
    .query(({ ctx, input }) => listImportRows(ctx, input)),
  /** A part of the file of left-out rows; `nextCursor` asks for the next one. */
  errorFile: can("crm.import.read")
    .input(importErrorFileInput)
    .query(({ ctx, input }) => getErrorFile(ctx, input)),
  sample: can("crm.import.read")
    .input(sampleImportInput)
    .query(({ input }) => sampleFile(input.kind)),

  /** A form with the file; nothing but the import itself comes of it. */
  upload: can("crm.import.write")
    .input(uploadImportInput)
    .mutation(({ ctx, input }) => uploadImport(ctx, input)),
  configure: can("crm.import.write")
    .input(configureImportInput)
    .mutation(({ ctx, input }) => configureImport(ctx, input)),
  start: can("crm.import.write")
    .input(startImportInput)
    .mutation(({ ctx, input }) => startImport(ctx, input)),
  cancel: can("crm.import.write")
    .input(idInput)
    .mutation(({ ctx, input }) => cancelImport(ctx, input.id)),
  /** Stages the rows that were left out once more. */
  retry: can("crm.import.write")
    .input(idInput)
    .mutation(({ ctx, input }) => retryImport(ctx, input.id)),
  undo: can("crm.import.write")
    .input(undoImportInput)
    .mutation(({ ctx, input }) => undoImport(ctx, input)),
  remove: can("crm.import.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeImport(ctx, input.id)),
});
