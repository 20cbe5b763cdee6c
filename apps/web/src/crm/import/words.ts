import type { ImportKind, ImportMatchKey, ImportRowStatus, ImportStatus } from "@steward/contracts/crm/import";
import type { Tone } from "@steward/ui";
import type { RouterOutputs } from "../../trpc/client.tsx";

export type ImportDetail = RouterOutputs["crm"]["import"]["byId"];
export type ImportReview = RouterOutputs["crm"]["import"]["review"];
export type FieldReview = ImportReview["fields"][number];
export type Choices = ImportDetail["options"]["choices"];
export type FieldChoices = Choices[string];

export const kindLabels: Record<ImportKind, string> = {
  account: "Accounts",
  contact: "Contacts",
  deal: "Deals",
  product: "Products",
  salesperson: "Salespeople",
};

/** Where the records of a kind are listed; salespeople have no list of their own. */
export const kindPaths: Partial<Record<ImportKind, string>> = {
  account: "/crm/accounts",
  contact: "/crm/contacts",
  deal: "/crm/deals",
  product: "/crm/products",
};

export const statusLabels: Record<ImportStatus, { label: string; tone: Tone }> = {
  staged: { label: "Not started", tone: "neutral" },
  queued: { label: "Waiting", tone: "progress" },
  running: { label: "Running", tone: "progress" },
  completed: { label: "Done", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
  cancelled: { label: "Stopped", tone: "warning" },
  undone: { label: "Undone", tone: "neutral" },
};

export const rowLabels: Record<ImportRowStatus, { label: string; tone: Tone }> = {
  staged: { label: "Waiting", tone: "neutral" },
  created: { label: "New", tone: "success" },
  updated: { label: "Update", tone: "info" },
  unchanged: { label: "No change", tone: "neutral" },
  skipped: { label: "Left out", tone: "warning" },
  failed: { label: "Cannot come in", tone: "danger" },
};

export const matchKeyLabels: Record<ImportMatchKey, string> = {
  name: "name",
  externalRef: "reference",
  domain: "web site",
  email: "e-mail address",
  sku: "SKU",
};

export const encodingLabels: Record<string, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  "windows-1252": "Windows-1252",
};

export const delimiterLabels: Record<string, string> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };

export const noticeTexts: Record<ImportDetail["notices"][number]["code"], string> = {
  duplicateHeader: "Some headers stand in the file more than once. They are told apart by a number:",
  emptyHeader: "Some columns have no header. They are called after their place:",
};

/** A new record of what a column names. */
export const referenceNouns: Record<string, string> = {
  account: "account",
  contact: "contact",
  product: "product",
  salesperson: "salesperson",
  stage: "stage",
};

export const noChoices: FieldChoices = { values: {}, blank: "empty", invalid: "fail" };

/** `1 row`, `8,800 rows`. */
export function rowsText(count: number, locale: string): string {
  return `${new Intl.NumberFormat(locale).format(count)} ${count === 1 ? "row" : "rows"}`;
}

/** Whether everything that matches nothing has been decided. */
export function isDecided(field: FieldReview, choices: FieldChoices | undefined): boolean {
  if (field.unmatchedValues === 0 || choices?.others) return true;
  return field.unmatched.length === field.unmatchedValues && field.unmatched.every(({ text }) => choices?.values[text]);
}

/** A text from a file, which may be of any length, as part of a sentence. */
export function shortened(text: string, max = 80): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
