const secretKey = /password|secret|token|hash|recovery/i;
const emailKey = /e-?mail/i;
const phoneKey = /phone|mobile/i;
/** What people write to each other is theirs: a record that administrators read for years says that they did, not what. */
const writtenKey = /^content$/i;
/** An address inside a sentence: somebody's subject line, a file's name. */
const emailText = /[\p{L}\p{N}._%+-]+(?=@[\p{L}\p{N}-]+\.[\p{L}\p{N}.-]*\p{L})/gu;

/** What took the place of something nobody should read in a record that is kept for years. */
export const redacted = "[removed]";

/**
 * A copy without secrets, and with personal data made unrecognisable: `m•••@acme.test`, `•••42`. Files, buffers and
 * everything else that is not plain data becomes its kind. Ids, names and amounts stay: without them the record would
 * say nothing of who did what.
 */
export function redactInput(value: unknown): unknown {
  return redactMember("", value);
}

function redactMember(key: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (secretKey.test(key) || writtenKey.test(key)) return redacted;
  if (typeof value === "string") return maskText(key, value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => redactMember(key, item));
  if (!isPlain(value)) return `[${typeof value}]`;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      // `{ from, to }` of a change is about the member it stands under.
      .map(([name, member]) => [name, redactMember(name === "from" || name === "to" ? key : name, member)]),
  );
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function maskText(key: string, text: string): string {
  if (phoneKey.test(key)) return `•••${text.slice(-2)}`;
  // What stands for an address without being one tells nothing and may still be somebody's.
  if (emailKey.test(key) && !text.includes("@") && !text.includes(".")) return "•••";
  return text.replace(emailText, (local) => `${local.slice(0, 1)}•••`);
}
