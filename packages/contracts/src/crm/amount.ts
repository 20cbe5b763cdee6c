import { z } from "zod";

/** A hundred billion of a currency with cents: sums of very many such amounts still fit what JavaScript holds exactly. */
const maxAmountMinor = 10_000_000_000_000;

/** What something costs or brings, in minor units: never negative. */
export const dealAmountSchema = z
  .number()
  .int("Enter an amount")
  .min(0, "Enter an amount of zero or more")
  .max(maxAmountMinor, "This amount is too large");

/** Per cent. */
export const probabilitySchema = z
  .number()
  .int("Enter a whole percentage")
  .min(0, "Enter a percentage from 0 to 100")
  .max(100, "Enter a percentage from 0 to 100");

/**
 * What an open deal is worth to a forecast: amount × probability, rounded half up to a whole minor unit.
 * Rounded deal by deal, so that every grouping of the same deals adds up to the same total.
 */
export function weightedAmountMinor(amountMinor: number, probability: number): number {
  return Number((BigInt(amountMinor) * BigInt(probability) + 50n) / 100n);
}
