/** Neither quotation mark, backslash, control character nor surrogate: such a text is its own JSON. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
/** Below it the test is cheaper than the call. */
const shortLength = 64;

/** `JSON.stringify` of a text. */
export function quote(text: string): string {
  return text.length <= shortLength && plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

export interface MemberKey {
  /** `"name":` */
  readonly json: string;
  /** The name as a path of superjson's holds it. */
  readonly escaped: string;
  /** `escaped` with the dot that ends it. */
  readonly step: string;
  /** Whether superjson refuses to write an object with such a member. */
  readonly isRefused: boolean;
}

const refused: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
const known = new Map<string, MemberKey>();
/** The names of columns and inputs are few; what is not, as the keys of a record by id, must not fill the memory. */
const mostKnown = 4_096;

/** A member's name in each way the walk needs it. */
export function memberKey(name: string): MemberKey {
  const found = known.get(name);
  if (found) return found;
  const escaped = name.replaceAll("\\", "\\\\").replaceAll(".", "\\.");
  const key = { json: `${quote(name)}:`, escaped, step: `${escaped}.`, isRefused: refused.has(name) };
  if (known.size < mostKnown) known.set(name, key);
  return key;
}

const largestIndex = 2 ** 32 - 2;

/** Whether JavaScript takes a member's name for an array index (ECMA-262, 6.1.7). */
export function isArrayIndex(name: string): boolean {
  const first = name.charCodeAt(0);
  if (!(first >= 48 && first <= 57) || name.length > 10) return false;
  const index = Number(name);
  return Number.isInteger(index) && index <= largestIndex && String(index) === name;
}

const slots = 8_191;
const times = new Float64Array(slots).fill(Number.NaN);
const texts = new Array<string>(slots).fill("");

/**
 * The JSON of a valid date, `"1970-01-01T00:00:00.000Z"`. Lists show the same rows over and over, and writing out a date
 * costs as much as five of their texts, so the last ones are remembered, each in the place its time falls on.
 */
export function dateText(date: Date): string {
  const time = date.getTime();
  const slot = Math.abs(time % slots);
  if (times[slot] !== time) {
    texts[slot] = `"${date.toISOString()}"`;
    times[slot] = time;
  }
  return texts[slot] ?? "";
}
