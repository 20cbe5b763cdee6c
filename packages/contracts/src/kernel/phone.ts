import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

function countryOf(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined;
}

/**
 * What was typed as E.164 (`+442071838750`), or undefined where it is no possible number.
 *
 * @param country ISO 3166-1 alpha-2, for numbers written without a country code.
 */
export function toE164(text: string, country: string): string | undefined {
  const parsed = parsePhoneNumberFromString(text, countryOf(country));
  // An extension has no place in E.164: dropping it silently would lose digits.
  return parsed?.isPossible() && !parsed.ext ? parsed.number : undefined;
}
