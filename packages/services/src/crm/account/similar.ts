/** Forms of company by law: they tell apart no two customers. */
const legalForms = new Set(
  "ab ag as asa bv bvba co company corp corporation gmbh group holding inc incorporated kft kg limited llc llp ltd nv oy oyj plc pte pty sa sarl sas se sl spa srl sro ug".split(
    " ",
  ),
);

/** A company's name as people compare it: `The Acme Co., Ltd.` → `acme`. */
export function companyKey(folded: string): string {
  const words = folded
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ")
    .filter((word) => word !== "the" && word !== "and");
  const telling = words.filter((word) => !legalForms.has(word));
  return (telling.length > 0 ? telling : words).join(" ");
}

/**
 * Parts of a key under which a look-alike can be found even where the key itself stands in the index: the key without
 * each of its words, or the two halves of its only word.
 */
export function partsOf(key: string): string[] {
  const words = key.split(" ").slice(0, 4);
  const [only = ""] = words;
  if (words.length > 1) return words.map((left) => words.filter((word) => word !== left).join(" "));
  const middle = Math.ceil(only.length / 2);
  return [only.slice(0, middle), only.slice(middle)].filter((half) => half.length >= 3);
}

function trigrams(text: string): Set<string> {
  const padded = text
    .split(" ")
    .map((word) => `  ${word} `)
    .join("");
  return new Set(Array.from({ length: Math.max(0, padded.length - 2) }, (_, start) => padded.slice(start, start + 3)));
}

/** How alike two company keys are, 0 to 1: the share of three-letter pieces they have in common (Dice). */
export function similarity(left: string, right: string): number {
  if (left === right) return left === "" ? 0 : 1;
  const [ours, theirs] = [trigrams(left), trigrams(right)];
  if (ours.size + theirs.size === 0) return 0;
  const common = [...ours].filter((piece) => theirs.has(piece)).length;
  return (2 * common) / (ours.size + theirs.size);
}
