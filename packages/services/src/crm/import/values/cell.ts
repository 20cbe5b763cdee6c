import { currencyExponent, emailSchema, toDomain } from "@steward/contracts";
import type { ImportOptions } from "@steward/contracts/crm/import";
import type { ImportFieldType } from "@steward/contracts/crm/import-fields";
import { toE164 } from "@steward/contracts/kernel/phone";
import { quoted, readDate } from "../../../import-file/index.ts";
import { readAmountMinor, readInteger } from "./amount.ts";

export type CellValue = string | number;

/** A cell read as its field's type, or why it cannot be. */
export type ReadCell = { value: CellValue } | { problem: string };

/** How the tenant and the person who imports want cells read. */
export interface Reading {
  options: Pick<ImportOptions, "dateOrder" | "decimal" | "multiplier" | "currency">;
  tenant: { country: string };
}

const outcomes: Readonly<Record<string, string>> = {
  open: "open",
  "in progress": "open",
  won: "won",
  win: "won",
  "closed won": "won",
  lost: "lost",
  lose: "lost",
  "closed lost": "lost",
};

/** `Closed Won` → won; undefined for what is no outcome. */
export function readOutcome(text: string): string | undefined {
  return outcomes[
    text
      .toLowerCase()
      .replace(/[^a-z]+/g, " ")
      .trim()
  ];
}

const problems: Partial<Record<ImportFieldType, string>> = {
  email: "is no e-mail address",
  phone: "is no phone number of this country; write foreign ones with +",
  domain: "is no web site such as acme.com",
  integer: "is no whole number",
  amount: "is no amount",
  currency: "is no currency code such as EUR",
  date: "is no date",
  outcome: "is none of open, won and lost",
};

function readTyped(type: ImportFieldType, text: string, { options, tenant }: Reading): CellValue | undefined {
  switch (type) {
    case "email":
      return emailSchema.safeParse(text).data;
    case "phone":
      return toE164(text, tenant.country);
    case "domain":
      return toDomain(text);
    case "integer":
      return readInteger(text, options.decimal);
    case "amount":
      return readAmountMinor(text, { ...options, exponent: exponentOf(options.currency) });
    case "currency":
      return readCurrency(text);
    case "date":
      return readDate(text, options.dateOrder);
    case "outcome":
      return readOutcome(text);
    default:
      return text;
  }
}

const currencies = new Set(Intl.supportedValuesOf("currency"));

/** An ISO 4217 code in any case; undefined for what is none. */
export function readCurrency(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return currencies.has(code) ? code : undefined;
}

const exponents = new Map<string, number>();

/** `currencyExponent`, which makes a formatter each time, remembered: a file has one amount per row. */
function exponentOf(currency: string): number {
  const known = exponents.get(currency) ?? currencyExponent(currency);
  exponents.set(currency, known);
  return known;
}

/** Reads a cell that is not empty. */
export function readCell(type: ImportFieldType, text: string, reading: Reading): ReadCell {
  const value = readTyped(type, text, reading);
  return value === undefined ? { problem: `${quoted(text)} ${problems[type] ?? "cannot be read"}` } : { value };
}
