import { type ImportKind, type ImportMatchKey, type ImportOptions, importKinds } from "@steward/contracts/crm/import";
import { type ImportField, importFields, importMatchKeysOf } from "@steward/contracts/crm/import-fields";
import { headerWords, provenDateOrder } from "../../import-file/index.ts";
import type { TenantInfo } from "../../kernel/index.ts";
import { readDecimal } from "./values/amount.ts";

/** Words that often stand before the field's own name: `Contact phone`, `Primary e-mail`. */
const prefix = /^(?:account|company|contact|deal|opportunity|product|primary|main|billing) (?=.)/;

function meaningsOf(field: ImportField): Set<string> {
  return new Set([headerWords(field.label), headerWords(field.name), ...field.headers]);
}

/** A field for each column, each field at most once, the first fitting column first; null where nothing fits. */
export function guessMapping(kind: ImportKind, headers: readonly string[]): (string | null)[] {
  const fields = importFields[kind].map((field) => ({ name: field.name, meanings: meaningsOf(field) }));
  const words = headers.map(headerWords);
  const mapping = headers.map((): string | null => null);
  for (const read of [(word: string) => word, (word: string) => word.replace(prefix, "")]) {
    for (const [index, word] of words.entries()) {
      if (mapping[index] !== null) continue;
      const fitting = fields.find((field) => !mapping.includes(field.name) && field.meanings.has(read(word)));
      if (fitting) mapping[index] = fitting.name;
    }
  }
  return mapping;
}

/** Fields most kinds have: they tell little about what a file holds. */
const common = new Set([
  "name",
  "fullName",
  "email",
  "phone",
  "description",
  "owner",
  "account",
  "currency",
  "country",
]);

/** What kind of records a file holds, by how much of its header each kind understands; the file's name tips the scales. */
export function guessKind(headers: readonly string[], fileName: string): ImportKind {
  const file = headerWords(fileName);
  let best: ImportKind = "account";
  let bestScore = -1;
  for (const kind of importKinds) {
    const found = guessMapping(kind, headers).filter((name) => name !== null);
    const named = file.includes(kind) ? 1 : 0;
    const score = found.reduce((sum, name) => sum + (common.has(name) ? 1 : 2), named);
    if (score > bestScore) [best, bestScore] = [kind, score];
  }
  return best;
}

/** The rule by which rows are recognised, as far as a column carries it. */
export function guessMatchKey(kind: ImportKind, mapping: readonly (string | null)[]): ImportMatchKey {
  const keys = importMatchKeysOf[kind];
  return keys.find((key) => mapping.includes(key)) ?? keys[0] ?? "name";
}

/** How the first rows want to be read: order of dates, decimal separator, and figures in millions. */
export function guessOptions(
  kind: ImportKind,
  mapping: readonly (string | null)[],
  sample: readonly (readonly string[])[],
  tenant: Pick<TenantInfo, "locale" | "currency">,
): ImportOptions {
  const cellsOf = (type: ImportField["type"]) =>
    importFields[kind]
      .filter((field) => field.type === type && mapping.includes(field.name))
      .flatMap((field) => sample.map((cells) => cells[mapping.indexOf(field.name)]?.trim() ?? ""))
      .filter((cell) => cell !== "");
  const amounts = cellsOf("amount");
  const decimal = provenDecimal(amounts) ?? localeDecimal(tenant.locale);
  return {
    dateOrder: provenDateOrder(cellsOf("date")) ?? (/^en-(US|PH)$|^en$/.test(tenant.locale) ? "mdy" : "dmy"),
    decimal,
    multiplier: kind === "account" && looksLikeMillions(amounts, decimal) ? 1_000_000 : 1,
    currency: tenant.currency,
    pipelineId: null,
    duplicates: "skip",
    matchKey: guessMatchKey(kind, mapping),
    choices: {},
  };
}

/** `12.5` and `1.234,50` say which sign is the decimal one; `1.234` does not. */
function provenDecimal(amounts: readonly string[]): "." | "," | undefined {
  for (const amount of amounts) {
    const last = /([.,])(\d+)\D*$/.exec(amount);
    const before = amount.slice(0, last?.index ?? 0);
    if (last && (last[2]?.length !== 3 || /[.,]/.test(before.replaceAll(last[1] ?? "", "")))) {
      return last[1] === "," ? "," : ".";
    }
  }
  return undefined;
}

function localeDecimal(locale: string): "." | "," {
  const part = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === "decimal");
  return part?.value === "," ? "," : ".";
}

/** No company's yearly revenue is 1100.04: most figures small and with cents mean that they are millions. */
function looksLikeMillions(amounts: readonly string[], decimal: "." | ","): boolean {
  const values = amounts.flatMap((text) => readDecimal(text, decimal) ?? []);
  const small = values.filter(({ whole, fraction }) => whole.length <= 5 && /[1-9]/.test(fraction));
  return values.length > 0 && small.length > values.length / 2;
}
