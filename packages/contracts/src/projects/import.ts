import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { importDateOrders } from "../kernel/import-file.ts";
import { defineJob } from "../kernel/job.ts";
import { idInput, idSchema, listInput } from "../kernel/list.ts";
import { defineNotification } from "../kernel/notification.ts";
import { definePermissions, office, staff } from "../kernel/permission.ts";
import { versionSchema } from "../kernel/record.ts";
import { priorities } from "./task.ts";

/** What a file of tasks was written by: a spreadsheet, Jira's "Export CSV (all fields)", Trello's "Export as JSON". */
export const taskImportFormats = ["csv", "jira", "trello"] as const;
export type TaskImportFormat = (typeof taskImportFormats)[number];

/** A `stopped` one has brought some tasks in, and can go on or be undone. */
export const taskImportStatuses = ["staged", "queued", "running", "completed", "stopped", "failed", "undone"] as const;
export type TaskImportStatus = (typeof taskImportStatuses)[number];

export const taskImportRowStatuses = ["staged", "created", "skipped", "failed"] as const;
export type TaskImportRowStatus = (typeof taskImportRowStatuses)[number];

export const taskImportOutcomes = ["removed", "kept"] as const;

export const taskImportPermissions = definePermissions("projects.import", {
  read: { description: "See imports of tasks into projects they may see", roles: staff },
  write: { description: "Import tasks into projects they work in, and undo imports", roles: office },
});

/** A board of this many cards is nobody's board; an export of Jira ends at a thousand rows or ten. */
export const maxTaskImportRows = 10_000;
/** "All fields" of Jira is a column for each custom field, and for each value of those that may have several. */
export const maxTaskImportColumns = 2_000;
/** A board is read as a whole, with the history that stands in it. */
export const maxBoardBytes = 32_000_000;
/** Values of one column that can be decided one by one. */
export const maxTaskImportChoices = 500;

export interface UploadTaskImportInput {
  projectId: string;
  file: File;
}

/** A browser's form: the project's id under `projectId`, the file under `file`. */
export const uploadTaskImportInput: z.ZodType<UploadTaskImportInput, FormData> = z
  .instanceof(FormData)
  .transform((form) => ({ projectId: form.get("projectId"), file: form.get("file") }))
  .pipe(z.object({ projectId: idSchema, file: z.instanceof(File, { error: "Choose a file" }) }));

export const taskImportOptionsSchema = z.object({
  dateOrder: z.enum(importDateOrders),
  /** The column of the workflow for a status (or list) as the file calls it, by its id. */
  statuses: z.record(z.string().max(200), idSchema),
  /** Who is meant by a name or address; null: nobody here. */
  people: z.record(z.string().max(254), idSchema.nullable()),
  /** What a priority of the file's is here. Left out by imports that are older than it. */
  priorities: z.record(z.string().max(200), z.enum(priorities)).optional(),
  /** What was put away where it comes from: an archived card. */
  archived: z.enum(["skip", "create"]),
});
export type TaskImportOptions = z.infer<typeof taskImportOptionsSchema>;

const fewChoices = (values: object) => Object.keys(values).length <= maxTaskImportChoices;

/** Changes how a file is read; members that are left out stay. */
export const configureTaskImportInput = idInput.extend({
  version: versionSchema,
  /** The field of each column, in the file's order; null leaves the column out. A board has none. */
  mapping: z.array(z.string().max(40).nullable()).max(maxTaskImportColumns).optional(),
  options: taskImportOptionsSchema
    .partial()
    .refine(({ statuses = {}, people = {}, priorities: levels = {} }) => [statuses, people, levels].every(fewChoices), {
      error: `Decide at most ${maxTaskImportChoices} values`,
    })
    .optional(),
});
export type ConfigureTaskImportInput = z.infer<typeof configureTaskImportInput>;

export const startTaskImportInput = idInput.extend({ version: versionSchema });
export type StartTaskImportInput = z.infer<typeof startTaskImportInput>;

/** `keepChanged`: also when tasks stay behind because somebody has worked on them since. */
export const undoTaskImportInput = idInput.extend({ keepChanged: z.boolean().default(false) });
export type UndoTaskImportInput = z.infer<typeof undoTaskImportInput>;

export const taskImportSortFields = ["createdAt"] as const;
export const taskImportFilter = z.object({
  projectId: idSchema,
  status: z.array(z.enum(taskImportStatuses)).max(taskImportStatuses.length),
});
export const listTaskImportsInput = listInput(taskImportSortFields, taskImportFilter, "desc");
export type ListTaskImportsInput = z.infer<typeof listTaskImportsInput>;

export const countTaskImportsInput = listTaskImportsInput.pick({ search: true, filter: true });
export type CountTaskImportsInput = z.infer<typeof countTaskImportsInput>;

export const listTaskImportRowsInput = idInput.extend({
  status: z.array(z.enum(taskImportRowStatuses)).max(taskImportRowStatuses.length).optional(),
  /** Only rows that there is something to say about. */
  remarked: z.boolean().optional(),
  /** The last line of the page before. */
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListTaskImportRowsInput = z.infer<typeof listTaskImportRowsInput>;

/** Brings tasks in, part by part; a part that is done is not done again. */
export const runTaskImportJob = defineJob("projects.import.run", z.object({ importId: idSchema }), {
  retries: 3,
  timeoutSeconds: 1800,
});

export const taskImportCompleted = defineEvent(
  "projects.import.completed",
  z.object({ fileName: z.string(), created: z.number(), skipped: z.number(), failed: z.number() }),
);
/** By whoever asked for it, while it goes on to the end of a part; by nobody where an operator cancelled its job. */
export const taskImportStopped = defineEvent("projects.import.stopped", z.object({ fileName: z.string() }));
/** It could not be gone on with; what had come in by then is there. */
export const taskImportBrokenOff = defineEvent(
  "projects.import.brokenOff",
  z.object({ fileName: z.string(), created: z.number() }),
);
export const taskImportUndone = defineEvent(
  "projects.import.undone",
  z.object({ fileName: z.string(), removed: z.number(), kept: z.number() }),
);
/** One fact for all tasks of a part: an event for each of 10,000 would bury everything else. */
export const tasksImported = defineEvent(
  "projects.task.imported",
  z.object({ importId: idSchema, created: z.number().int(), removed: z.number().int() }),
);

/** To whoever asked for it: a large file takes longer than anybody looks at a bar. */
export const taskImportFinished = defineNotification("projects.import.finished", {
  label: "An import of tasks of mine is done",
  params: z.object({ fileName: z.string(), created: z.number(), failed: z.number() }),
  record: "projects.import",
  needs: "projects.import.read",
  channels: { inApp: true, email: false, push: true },
  toActor: true,
  words: ({ fileName, created, failed }) => ({
    title: `${fileName} is imported`,
    body: `${created} tasks added${failed > 0 ? `, ${failed} could not be taken` : ""}`,
  }),
  path: (id) => `/projects/imports/${id}`,
});
export const taskImportFailed = defineNotification("projects.import.failed", {
  label: "An import of tasks of mine fails",
  params: z.object({ fileName: z.string() }),
  record: "projects.import",
  needs: "projects.import.read",
  channels: { inApp: true, email: true, push: true },
  toActor: true,
  words: ({ fileName }) => ({
    title: `${fileName} could not be imported`,
    body: "What had come in by then can be undone.",
  }),
  path: (id) => `/projects/imports/${id}`,
});

/** Something about the file as a whole that a person should know before going on. */
export const taskImportNotices = ["commentsCut", "attachmentsLinked"] as const;
export interface TaskImportNotice {
  code: (typeof taskImportNotices)[number];
  /** How many there are of what is left out, or of what there may be more. */
  count: number;
}

/** Reasons this resource refuses with, beside those of every file (`ImportFileReason`). */
export type TaskImportReason =
  | "task_import.file_not_a_board"
  | "task_import.board_too_large"
  | "task_import.mapping_invalid"
  | "task_import.mapping_incomplete"
  | "task_import.choice_unknown"
  | "task_import.not_editable"
  | "task_import.not_running"
  | "task_import.not_undoable"
  | "task_import.undo_blocked";
