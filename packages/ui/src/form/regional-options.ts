import type { Option } from "./select-fields.tsx";

const english = "en-GB";
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Codes that CLDR names although they are no countries. */
const noCountries = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);
const offeredLocales = [
  ...["cs-CZ", "da-DK", "de-AT", "de-CH", "de-DE", "el-GR", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-US"],
  ...["es-ES", "es-MX", "fi-FI", "fr-BE", "fr-CA", "fr-CH", "fr-FR", "hu-HU", "it-IT", "ja-JP", "ko-KR", "nb-NO"],
  ...["nl-BE", "nl-NL", "pl-PL", "pt-BR", "pt-PT", "ro-RO", "sv-SE", "tr-TR", "uk-UA", "zh-CN", "zh-TW"],
];

const byLabel = (one: Option, other: Option) => one.label.localeCompare(other.label, english);

/** Every present country, by its ISO 3166-1 code. */
export function countryOptions(): Option[] {
  const names = new Intl.DisplayNames(english, { type: "region", fallback: "none" });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((value) => {
      // Withdrawn codes (`SU`) are written as their successors in canonical form.
      const present = new Intl.Locale(`und-${value}`).region === value && !noCountries.has(value);
      const label = present ? names.of(value) : undefined;
      return label ? [{ value, label }] : [];
    })
    .sort(byLabel);
}

/** Every currency with its name; `current` stays choosable whatever this browser knows. */
export function currencyOptions(current: string): Option[] {
  const names = new Intl.DisplayNames(english, { type: "currency" });
  return withCurrent(Intl.supportedValuesOf("currency"), current)
    .map((value) => ({ value, label: `${value} – ${names.of(value) ?? value}` }))
    .sort(byLabel);
}

export function timeZoneOptions(current: string): Option[] {
  return withCurrent(Intl.supportedValuesOf("timeZone"), current)
    .map((value) => ({ value, label: value.replaceAll("_", " ") }))
    .sort(byLabel);
}

/** Languages with a region, by an example of what they look like. */
export function localeOptions(current: string): Option[] {
  const names = new Intl.DisplayNames(english, { type: "language" });
  const example = new Date(Date.UTC(2026, 11, 31));
  return withCurrent(offeredLocales, current)
    .map((value) => {
      const date = new Intl.DateTimeFormat(value, { dateStyle: "short", timeZone: "UTC" }).format(example);
      const figure = new Intl.NumberFormat(value, { minimumFractionDigits: 2 }).format(1234.5);
      return { value, label: `${names.of(value) ?? value}: ${date}, ${figure}` };
    })
    .sort(byLabel);
}

function withCurrent(values: readonly string[], current: string): string[] {
  return values.includes(current) ? [...values] : [current, ...values];
}
