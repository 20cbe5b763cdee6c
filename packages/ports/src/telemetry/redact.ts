const masked = "[redacted]";
const deepest = 6;
const longest = 2_000;

/** Members that carry a credential, whatever object they stand in. */
const credential =
  /^(?:.*(?:password|passwd|secret|token|apikey|api_key|api-key|credential|privatekey)|passwordhash|tokenhash|authorization|proxy-authorization|cookie|cookies|set-cookie|x-api-key)$/i;
/** Members that carry what people wrote to each other: mail and message bodies. */
const prose = /^(?:html|body|bodytext|bodyhtml|text|content|message_body|attachments)$/i;
/** `postgres://user:password@host` and the like inside a text. */
const urlPassword = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"]{0,200}):[^\s/@"]{1,500}@/gi;
const bearer = /\b(Bearer|Basic) {1,4}[A-Za-z0-9._~+/=-]{8,}/gi;

/** Without one of these no rule below applies; most of what is logged is an id or a word. */
const suspicious = /[\n@]|\b(?:bearer|basic) /i;
const plainLength = 200;

/** What the name of a member says of its value; the names that are logged are few. */
const maskedNames = new Map<string, boolean>();
const mostNames = 1_000;

function isMasked(name: string): boolean {
  const known = maskedNames.get(name);
  if (known !== undefined) return known;
  const isOne = credential.test(name) || prose.test(name);
  if (maskedNames.size < mostNames) maskedNames.set(name, isOne);
  return isOne;
}

/**
 * A text without the passwords that connection strings and headers carry and without the values drizzle appends to
 * a failed statement, cut to a length a log can hold. The cut comes first, so that nobody's long text costs us time.
 */
export function redactText(text: string): string {
  if (text.length <= plainLength && !suspicious.test(text)) return text;
  const short = text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text;
  return short
    .replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, "")
    .replace(urlPassword, `$1:${masked}@`)
    .replace(bearer, `$1 ${masked}`);
}

/**
 * A copy of what is about to be logged without credentials and without mail bodies, at any depth. By the
 * name of the member rather than by a list of paths: a path list is silent about the object somebody logs next.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (value instanceof Error) return describeError(value, depth);
  if (depth >= deepest) return "[deep]";
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1));
  if (value instanceof Map || value instanceof Set) return redact([...value], depth);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      member != null && isMasked(name) ? masked : redact(member, depth + 1),
    ]),
  );
}

/** What an error may tell a log: PostgreSQL's `detail`, `where` and drizzle's `params` hold people's rows, so they stay out. */
const kept = ["code", "reason", "details", "severity", "schema", "table", "column", "constraint", "routine", "syscall"];

/** An error as a log line carries it, with its causes. */
export function describeError(error: Error, depth = 0): Record<string, unknown> {
  const described: Record<string, unknown> = {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ""),
  };
  const members = error as unknown as Record<string, unknown>;
  for (const name of kept) if (members[name] !== undefined) described[name] = redact(members[name], depth + 1);
  if (error.cause !== undefined && depth < deepest) described.cause = redact(error.cause, depth + 1);
  return described;
}
