/** What zod reports about a value, as far as words depend on it. */
export interface RawIssue {
  readonly code?: string | undefined;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly origin?: unknown;
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly format?: unknown;
}

const formats: Readonly<Record<string, string>> = {
  email: "Enter an e-mail address such as name@example.com",
  url: "Enter a web address such as https://example.com",
  uuid: "Choose one from the list",
  guid: "Choose one from the list",
  date: "Enter a date",
  datetime: "Enter a date and time",
  time: "Enter a time",
  e164: "Enter a phone number with its country code, such as +44 20 7183 8750",
};

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

function boundText(issue: RawIssue): string {
  const [low, high] = [issue.minimum, issue.maximum];
  const least = low !== undefined;
  const bound = String(least ? low : high);
  const words = least ? "at least" : "at most";
  if (issue.origin === "string") return `Use ${words} ${bound} characters`;
  if (issue.origin === "array" || issue.origin === "set") return `Choose ${words} ${bound}`;
  if (issue.origin === "date") return least ? "This date is too early" : "This date is too late";
  return `Enter ${words} ${bound}`;
}

/**
 * Zod's own messages are written for programmers ("expected string, received undefined"). These are for people;
 * a schema's own message comes before them.
 */
export function issueText(issue: RawIssue): string {
  if (isEmpty(issue.input)) return "This is required";
  switch (issue.code) {
    case "invalid_type":
      return issue.expected === "number" || issue.expected === "int"
        ? "Enter a number"
        : "This value does not fit here";
    case "too_small":
    case "too_big":
      return boundText(issue);
    case "invalid_format":
      return formats[String(issue.format)] ?? "This is not in the expected form";
    case "invalid_value":
      return "Choose one of the options";
    default:
      return "This value does not fit here";
  }
}
