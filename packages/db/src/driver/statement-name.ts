import { createHash } from "node:crypto";

/** Plans live in every backend; this bounds their memory, whatever texts a list of changing length produces. */
const maxNamed = 250;
const maxCandidates = 2000;
const maxTextLength = 8000;

const names = new Map<string, string>();
const candidates = new Set<string>();

/**
 * The name under which a statement is prepared, once it has been seen before: the server then parses and
 * plans it once per connection. A text that occurs once stays unnamed.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || text.length > maxTextLength || names.size >= maxNamed) return known;
  if (!candidates.delete(text)) {
    if (candidates.size >= maxCandidates) candidates.clear();
    candidates.add(text);
    return undefined;
  }
  const name = `q_${createHash("sha256").update(text).digest("base64url").slice(0, 32)}`;
  names.set(text, name);
  return name;
}
