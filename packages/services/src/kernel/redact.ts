const secretKey = /password|secret|token|hash|recovery|^code$/i;
const emailKey = /e-?mail/i;
const phoneKey = /phone|mobile/i;

/** What took the place of something nobody should read in a record that is kept for years. */
export const redacted = "[removed]";

/**
 * A copy without secrets, and with personal data made unrecognisable: `m•••@acme.test`, `•••42`. Files, buffers and
 * everything else that is not plain data becomes its kind.
 */
export function redactInput(value: unknown): unknown {
  return redactMember("", value);
}

function redactMember(key: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (secretKey.test(key)) return redacted;
  if (typeof value === "string") return maskText(key, value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => redactMember(key, item));
  if (Object.getPrototypeOf(value) !== Object.prototype) return `[${typeof value}]`;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      // `{ from, to }` of a change is about the member it stands under.
      redactMember(name === "from" || name === "to" ? key : name, member),
    ]),
  );
}

function maskText(key: string, text: string): string {
  if (emailKey.test(key)) {
    const at = text.lastIndexOf("@");
    return at > 0 ? `${text.slice(0, 1)}•••${text.slice(at)}` : "•••";
  }
  return phoneKey.test(key) ? `•••${text.slice(-2)}` : text;
}
