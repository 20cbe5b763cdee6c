/** Letters that Unicode does not take apart into a base letter and a mark. */
const unmarked: Record<string, string> = {
  æ: "ae",
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  ø: "o",
  œ: "oe",
  ß: "ss",
  þ: "th",
};
const unmarkedLetters = new RegExp(`[${Object.keys(unmarked).join("")}]`, "g");
const maxWords = 8;
/** Digits with the punctuation people write phone numbers in. */
const phoneLike = /^\+?[\d\s().\-/]{5,}$/;

/** Text as it is searched: lower case, without accents, one space between words. `Škoda  Auto` → `skoda auto`. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(unmarkedLetters, (letter) => unmarked[letter] ?? letter)
    .replace(/\s+/g, " ")
    .trim();
}

/** The value of a record's `search_text`: everything it shall be found by, missing parts left out. */
export function searchTextOf(parts: readonly (string | null | undefined)[]): string {
  return foldText(parts.filter(Boolean).join(" "));
}

/**
 * The words of what a person typed, each of which a hit must have. A phone number is one word, without its
 * punctuation and without the trunk zero, so that `(030) 123 45` is found in `+493012345`.
 */
export function searchWords(query: string): string[] {
  const folded = foldText(query.replaceAll("\u0000", ""));
  const words = phoneLike.test(folded) ? [folded.replace(/\D/g, "").replace(/^0+/, "")] : folded.split(" ");
  return [...new Set(words.filter(Boolean))].slice(0, maxWords);
}
