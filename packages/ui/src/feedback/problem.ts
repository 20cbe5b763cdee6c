/** A failure as screens see it, whatever threw it. */
export interface Problem {
  /** The domain's literal, such as `deal.already_closed`; `unknown` where there is none. */
  reason: string;
  code: string;
  /** One sentence a person can act on. */
  message: string;
  /** Messages by field path, from the server. */
  fields: Record<string, string>;
  requestId?: string | undefined;
}

type Details = Readonly<Record<string, unknown>>;
type Text = string | ((details: Details) => string);

const codeTexts: Record<string, string> = {
  UNAUTHENTICATED: "Your session has ended. Sign in again to continue.",
  UNAUTHORIZED: "Your session has ended. Sign in again to continue.",
  FORBIDDEN: "You do not have permission to do this. Ask an administrator of your organisation.",
  NOT_FOUND: "This record does not exist, or you cannot see it.",
  CONFLICT: "Somebody else changed this in the meantime. Reload and try again.",
  INVALID: "Some of the values are not right. Check the marked fields.",
  BAD_REQUEST: "Some of the values are not right. Check the marked fields.",
  PRECONDITION: "This is not possible in the record’s present state.",
  LIMIT: "A limit of your organisation’s plan is reached.",
  RATE_LIMITED: "Too many requests at once. Wait a moment and try again.",
  TOO_MANY_REQUESTS: "Too many requests at once. Wait a moment and try again.",
  UNAVAILABLE: "The service is not reachable at the moment. Try again shortly.",
  OFFLINE: "The server cannot be reached. Check your connection and try again.",
};
const fallback = "Something went wrong on our side. Try again; if it stays, send us the request id.";

const reasonTexts = new Map<string, Text>();

/** Teaches the screens what a domain's reasons mean in words: `{ "deal.already_closed": "This deal is closed." }`. */
export function registerProblemTexts(texts: Readonly<Record<string, Text>>): void {
  for (const [reason, text] of Object.entries(texts)) reasonTexts.set(reason, text);
}

function record(value: unknown): Details {
  return typeof value === "object" && value !== null ? (value as Details) : {};
}

function text(...candidates: unknown[]): string | undefined {
  return candidates.find((candidate): candidate is string => typeof candidate === "string" && candidate !== "");
}

function fieldsOf(...candidates: unknown[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const candidate of candidates) {
    for (const [path, message] of Object.entries(record(candidate))) {
      const first = Array.isArray(message) ? message[0] : message;
      if (typeof first === "string" && !(path in fields)) fields[path] = first;
    }
  }
  return fields;
}

/**
 * Reads `{ code, reason, details, fields, requestId }` from an error or from its `data` (where tRPC's client
 * puts what the server said). Never shows a foreign error's own message: it is written for programmers.
 */
export function toProblem(error: unknown): Problem {
  const outer = record(error);
  const data = record(outer.data);
  const details = record(data.details ?? outer.details);
  const offline = error instanceof TypeError || (outer.name === "TRPCClientError" && outer.data === undefined);
  const code = text(data.code, outer.code) ?? (offline ? "OFFLINE" : "INTERNAL");
  const reason = text(data.reason, outer.reason) ?? "unknown";
  const known = reasonTexts.get(reason);
  const words = typeof known === "function" ? known(details) : known;
  return {
    reason,
    code,
    message: words ?? codeTexts[code] ?? fallback,
    fields: fieldsOf(data.fields, outer.fields, details.fields),
    requestId: text(data.requestId, outer.requestId),
  };
}
