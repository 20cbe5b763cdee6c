import { AsYouType, type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

function countryOf(country: string): CountryCode | undefined {
  return isSupportedCountry(country) ? country : undefined;
}

/** What was typed, as E.164 (`+442071838750`); null when empty, undefined when it is no possible number. */
export function toE164(text: string, country: string): string | null | undefined {
  if (text.trim() === "") return null;
  const parsed = parsePhoneNumberFromString(text, countryOf(country));
  return parsed?.isPossible() ? parsed.number : undefined;
}

/** A stored number as people write it: `+44 20 7183 8750`. What is no number stays as it is. */
export function formatPhone(phone: string): string {
  return parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
}

/** Groups the digits while they are typed. */
export function formatPartial(text: string, country: string): string {
  return text === "" ? "" : new AsYouType(countryOf(country)).input(text);
}
