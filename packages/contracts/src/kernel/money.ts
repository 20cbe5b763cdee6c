import { z } from "zod";

/** ISO 4217 alphabetic code. The exponent (2 for EUR, 0 for JPY, 3 for KWD) comes from CLDR through `Intl`. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, "Use a three-letter currency code such as EUR");

/** Integer minor units (cents), within what a JavaScript number holds exactly. */
export const amountMinorSchema = z.number().int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

/** How many decimal digits the currency has: 2 for USD, 0 for JPY, 3 for KWD. */
export function currencyExponent(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** `formatMoney(123450, "USD", "en")` → `$1,234.50`; whole amounts drop the fraction when `compact` is set. */
export function formatMoney(amountMinor: number, currency: string, locale: string, compact = false): string {
  const exponent = currencyExponent(currency);
  const whole = compact && amountMinor % 10 ** exponent === 0;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    ...(whole ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}),
  }).format(amountMinor / 10 ** exponent);
}

/** Little room, rough figure: `formatMoneyShort(140000000, "USD", "en")` → `$1.4M`. */
export function formatMoneyShort(amountMinor: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    notation: "compact",
    maximumFractionDigits: 1,
  }).format(amountMinor / 10 ** currencyExponent(currency));
}
