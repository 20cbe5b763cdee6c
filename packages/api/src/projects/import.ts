import { idInput } from "@steward/contracts";
import {
  configureTaskImportInput,
  countTaskImportsInput,
  listTaskImportRowsInput,
  listTaskImportsInput,
  startTaskImportInput,
  undoTaskImportInput,
  uploadTaskImportInput,
} from "@steward/contracts/projects/import";
import {
  configureTaskImport,
  countTaskImports,
  getTaskImport,
  getTaskImportReport,
  listTaskImportRows,
  listTaskImports,
  removeTaskImport,
  reviewTaskImport,
  startTaskImport,
  stopTaskImport,
  undoTaskImport,
  uploadTaskImport,
} from "@steward/services/projects";
import { can, router } from "../kernel/procedure.ts";

/** Files of tasks: from a spreadsheet, from Jira, from Trello. */
export const taskImportRouter = router({
  list: can("projects.import.read")
    .input(listTaskImportsInput)
    .query(({ ctx, input }) => listTaskImports(ctx, input)),
  count: can("projects.import.read")
    .input(countTaskImportsInput)
    .query(({ ctx, input }) => countTaskImports(ctx, input)),
  byId: can("projects.import.read")
    .input(idInput)
    .query(({ ctx, input }) => getTaskImport(ctx, input.id)),
  /** What would become of the whole file with the present settings. */
  review: can("projects.import.read")
    .input(idInput)
    .query(({ ctx, input }) => reviewTaskImport(ctx, input.id)),
  rows: can("projects.import.read")
    .input(listTaskImportRowsInput)
    .query(({ ctx, input }) => listTaskImportRows(ctx, input)),
  /** A part of the file that says what was left out or left open; `nextCursor` asks for the next one. */
  report: can("projects.import.read")
    .input(listTaskImportRowsInput.pick({ id: true, cursor: true }))
    .query(({ ctx, input }) => getTaskImportReport(ctx, input)),

  /** A form with the file and the project; nothing but the import itself comes of it. */
  upload: can("projects.import.write")
    .input(uploadTaskImportInput)
    .mutation(({ ctx, input }) => uploadTaskImport(ctx, input)),
  configure: can("projects.import.write")
    .input(configureTaskImportInput)
    .mutation(({ ctx, input }) => configureTaskImport(ctx, input)),
  /** Also goes on with one that was stopped. */
  start: can("projects.import.write")
    .input(startTaskImportInput)
    .mutation(({ ctx, input }) => startTaskImport(ctx, input)),
  stop: can("projects.import.write")
    .input(idInput)
    .mutation(({ ctx, input }) => stopTaskImport(ctx, input.id)),
  undo: can("projects.import.write")
    .input(undoTaskImportInput)
    .mutation(({ ctx, input }) => undoTaskImport(ctx, input)),
  remove: can("projects.import.write")
    .input(idInput)
    .mutation(({ ctx, input }) => removeTaskImport(ctx, input.id)),
});
