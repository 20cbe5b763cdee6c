import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { type ImportFileReason, importDateOrders, maxImportColumns } from "../kernel/import-file.ts";
import { defineJob } from "../kernel/job.ts";
import { idInput, idSchema, listInput } from "../kernel/list.ts";
import { currencySchema } from "../kernel/money.ts";
import { defineNotification } from "../kernel/notification.ts";
import { definePermissions, office } from "../kernel/permission.ts";
import { versionSchema } from "./record.ts";

export const importKinds = ["account", "contact", "deal", "product", "salesperson"] as const;
export const importKindSchema = z.enum(importKinds);
export type ImportKind = (typeof importKinds)[number];

/** Staged, failed and cancelled imports have changed nothing and can be set up and started again. */
export const importStatuses = ["staged", "queued", "running", "completed", "failed", "cancelled", "undone"] as const;
export type ImportStatus = (typeof importStatuses)[number];

export const importRowStatuses = ["staged", "created", "updated", "unchanged", "skipped", "failed"] as const;
export type ImportRowStatus = (typeof importRowStatuses)[number];

/** What an import may add or change: beside the rows' own kind also what their columns name. */
export const importRecordKinds = [...importKinds, "location", "stage"] as const;
export type ImportRecordKind = (typeof importRecordKinds)[number];
export const importRecordActions = ["created", "updated"] as const;
export const importRecordOutcomes = ["removed", "restored", "kept"] as const;

export const importPermissions = definePermissions("crm.import", {
  read: { description: "See imports and their files", roles: office },
  write: {
    description: "Import CSV files, which adds the records and salespeople they name, and undo imports",
    roles: office,
  },
});

export const maxImportRows = 250_000;
/** Values of one column that can be decided one by one; all others follow the column's rule. */
export const maxImportChoices = 500;

/** What to do with a value that names no record: a deal stage may also turn out to be an outcome. */
export const importChoiceSchema = z.discriminatedUnion("action", [
  z.object({ action: z.literal("use"), id: idSchema }),
  z.object({ action: z.literal("create") }),
  z.object({ action: z.literal("empty") }),
  z.object({ action: z.literal("skip") }),
  z.object({ action: z.literal("won") }),
  z.object({ action: z.literal("lost") }),
]);
export type ImportChoice = z.infer<typeof importChoiceSchema>;

export const importFieldChoicesSchema = z.object({
  /** By the value as the file spells it. */
  values: z
    .record(z.string().max(500), importChoiceSchema)
    .refine((values) => Object.keys(values).length <= maxImportChoices, `Decide at most ${maxImportChoices} values`)
    .default({}),
  /** For every other value that matches nothing. */
  others: z.enum(["create", "empty", "skip"]).optional(),
  /** For rows where the column is empty. */
  blank: z.enum(["empty", "skip"]).default("empty"),
  /** For cells that cannot be read as what the field holds: leave the row out, or the cell. */
  invalid: z.enum(["fail", "empty"]).default("fail"),
});
export type ImportFieldChoices = z.infer<typeof importFieldChoicesSchema>;

export const importMultipliers = [1, 1_000, 1_000_000] as const;
export const importMatchKeys = ["name", "externalRef", "domain", "email", "sku"] as const;
export type ImportMatchKey = (typeof importMatchKeys)[number];
export const importDuplicateRules = ["skip", "update", "create"] as const;

/** How cells are read, when a row counts as a record that is already there, and what to do with what matches nothing. */
export const importOptionsSchema = z.object({
  /** For dates such as 03/04/2026; ISO dates need no choice. */
  dateOrder: z.enum(importDateOrders),
  decimal: z.enum([".", ","]),
  /** Figures of money columns are in units, thousands or millions. */
  multiplier: z.literal(importMultipliers),
  currency: currencySchema,
  /** Of deals; null: the organisation's first. */
  pipelineId: idSchema.nullable(),
  duplicates: z.enum(importDuplicateRules),
  matchKey: z.enum(importMatchKeys),
  choices: z.record(z.string().max(40), importFieldChoicesSchema),
});
export type ImportOptions = z.infer<typeof importOptionsSchema>;

/** Changes how a file is read; members that are left out stay. Another kind starts from a fresh guess. */
export const configureImportInput = z.object({
  id: idSchema,
  version: versionSchema,
  kind: importKindSchema.optional(),
  /** The field of each column, in the file's order; null leaves the column out. */
  mapping: z.array(z.string().max(40).nullable()).max(maxImportColumns).optional(),
  options: importOptionsSchema.partial().optional(),
});
export type ConfigureImportInput = z.infer<typeof configureImportInput>;

export const startImportInput = z.object({ id: idSchema, version: versionSchema });
export type StartImportInput = z.infer<typeof startImportInput>;

/** `keepChanged`: also when records stay behind because somebody has worked on them since. */
export const undoImportInput = z.object({ id: idSchema, keepChanged: z.boolean().default(false) });
export type UndoImportInput = z.infer<typeof undoImportInput>;

export const importSortFields = ["createdAt"] as const;
export const importFilter = z.object({
  kind: z.array(importKindSchema).max(importKinds.length),
  status: z.array(z.enum(importStatuses)).max(importStatuses.length),
});

export const listImportsInput = listInput(importSortFields, importFilter, "desc");
export type ListImportsInput = z.infer<typeof listImportsInput>;

export const countImportsInput = listImportsInput.pick({ search: true, filter: true });
export type CountImportsInput = z.infer<typeof countImportsInput>;

/** The last line of the page before. */
const lineCursorSchema = z.string().regex(/^\d{1,9}$/);

export const listImportRowsInput = idInput.extend({
  status: z.array(z.enum(importRowStatuses)).max(importRowStatuses.length).optional(),
  cursor: lineCursorSchema.nullish(),
  limit: z.number().int().min(1).max(100).default(50),
});
export type ListImportRowsInput = z.infer<typeof listImportRowsInput>;

/** A part of the file of rows that were left out, ready to be corrected and imported again. */
export const importErrorFileInput = idInput.extend({ cursor: lineCursorSchema.nullish() });
export type ImportErrorFileInput = z.infer<typeof importErrorFileInput>;

export const sampleImportInput = z.object({ kind: importKindSchema });

/** All rows of an import at once; safe to run again, since nothing is stored before everything is. */
export const runImportJob = defineJob("crm.import.run", z.object({ importId: idSchema }), {
  retries: 3,
  timeoutSeconds: 1800,
});

const countsSchema = z.object({ created: z.number().int(), updated: z.number().int() });

export const importCompleted = defineEvent(
  "crm.import.completed",
  countsSchema.extend({ fileName: z.string(), kind: importKindSchema, skipped: z.number(), failed: z.number() }),
);
export const importUndone = defineEvent(
  "crm.import.undone",
  z.object({ fileName: z.string(), removed: z.number(), restored: z.number(), kept: z.number() }),
);
/** One fact for all records of a kind: an event for each of 250,000 rows would bury everything else. */
const importedSchema = countsSchema.extend({ importId: idSchema });
export const recordsImported = {
  account: defineEvent("crm.account.imported", importedSchema),
  contact: defineEvent("crm.contact.imported", importedSchema),
  deal: defineEvent("crm.deal.imported", importedSchema),
  product: defineEvent("crm.product.imported", importedSchema),
  salesperson: defineEvent("crm.salesperson.imported", importedSchema),
  location: defineEvent("crm.location.imported", importedSchema),
  stage: defineEvent("crm.stage.imported", importedSchema),
} as const satisfies Record<ImportRecordKind, unknown>;

/** Reasons this resource refuses with. */
export type ImportReason =
  | ImportFileReason
  | "import.mapping_invalid"
  | "import.mapping_incomplete"
  | "import.not_editable"
  | "import.not_running"
  | "import.not_undoable"
  | "import.undo_blocked"
  | "import.undo_conflict";

/** To whoever asked for it: a large file takes longer than anybody looks at a bar. */
export const importFinished = defineNotification("crm.import.finished", {
  label: "An import of mine is done",
  params: z.object({ fileName: z.string(), created: z.number(), updated: z.number(), failed: z.number() }),
  record: "crm.import",
  needs: "crm.import.read",
  channels: { inApp: true, email: false, push: true },
  toActor: true,
  words: ({ fileName, created, updated, failed }) => ({
    title: `${fileName} is imported`,
    body: `${created} added, ${updated} updated${failed > 0 ? `, ${failed} could not be taken` : ""}`,
  }),
  path: (id) => `/crm/imports/${id}`,
});
export const importFailed = defineNotification("crm.import.failed", {
  label: "An import of mine fails",
  params: z.object({ fileName: z.string() }),
  record: "crm.import",
  needs: "crm.import.read",
  channels: { inApp: true, email: true, push: true },
  toActor: true,
  words: ({ fileName }) => ({ title: `${fileName} could not be imported`, body: "Nothing was changed." }),
  path: (id) => `/crm/imports/${id}`,
});
