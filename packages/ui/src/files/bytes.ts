const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** `1536000` → `1.5 MB`; decimal units, as file managers and networks count. */
export function formatBytes(bytes: number, locale = "en-GB"): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: step < 2 ? 0 : 1 });
  return `${figure.format(bytes / 1000 ** step)} ${units[step] ?? "B"}`;
}
