/** What an organisation is asked for about its place. */
export interface Region {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** ISO 4217. */
  currency: string;
  /** BCP 47, with a region. */
  locale: string;
  /** IANA. */
  timeZone: string;
}

const euro = "AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK";
/** What is paid with in the countries most people come from; browsers know no such table. */
const currencies: Readonly<Record<string, string>> = {
  ...Object.fromEntries(euro.split(" ").map((country) => [country, "EUR"])),
  ...{ AE: "AED", AR: "ARS", AU: "AUD", BG: "EUR", BR: "BRL", CA: "CAD", CH: "CHF", CL: "CLP", CN: "CNY", CO: "COP" },
  ...{ CZ: "CZK", DK: "DKK", EG: "EGP", GB: "GBP", HK: "HKD", HU: "HUF", ID: "IDR", IL: "ILS", IN: "INR", IS: "ISK" },
  ...{ JP: "JPY", KE: "KES", KR: "KRW", MX: "MXN", MY: "MYR", NG: "NGN", NO: "NOK", NZ: "NZD", PH: "PHP", PL: "PLN" },
  ...{ RO: "RON", RS: "RSD", SA: "SAR", SE: "SEK", SG: "SGD", TH: "THB", TR: "TRY", TW: "TWD", UA: "UAH", US: "USD" },
  ...{ VN: "VND", ZA: "ZAR" },
};

/** A first guess from what the browser tells: its language (`de-CH`, or only `de`) and its clock's zone. */
export function regionOf(language: string, timeZone: string): Region {
  const wanted = localeOf(language);
  const country = wanted.region ?? "GB";
  return { country, currency: currencies[country] ?? "USD", locale: `${wanted.language}-${country}`, timeZone };
}

function localeOf(language: string): Intl.Locale {
  try {
    const wanted = new Intl.Locale(language);
    // `es-419` names a part of the world, not a country.
    const known = /^[A-Z]{2}$/.test(wanted.region ?? "");
    return (known ? wanted : new Intl.Locale(wanted.language)).maximize();
  } catch {
    return new Intl.Locale("en-GB");
  }
}
