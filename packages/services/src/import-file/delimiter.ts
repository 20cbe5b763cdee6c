export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

const maxLines = 50;

/** How often each candidate stands outside quotes, for each of the first lines. */
function countPerLine(sample: string): Record<Delimiter, number>[] {
  const fresh = () => ({ ",": 0, ";": 0, "\t": 0, "|": 0 });
  const lines: Record<Delimiter, number>[] = [];
  let line = fresh();
  let quoted = false;
  let blank = true;
  for (const character of sample) {
    if (character === '"') quoted = !quoted;
    if (!quoted && (character === "\n" || character === "\r")) {
      if (!blank) lines.push(line);
      if (lines.length === maxLines) return lines;
      line = fresh();
      blank = true;
      continue;
    }
    blank = false;
    if (!quoted && character in line) line[character as Delimiter]++;
  }
  // The sample may end inside a line; a file of one line has nothing else to go by.
  if (lines.length === 0) lines.push(line);
  return lines;
}

/**
 * What separates the cells: the candidate that stands in the header and equally often in the lines below. `sep=;` in the
 * first line, as Excel writes it, decides by itself. A comma where nothing does: a file of one column.
 */
export function detectDelimiter(sample: string): Delimiter {
  const named = /^sep=([,;\t|])\r?\n/.exec(sample)?.[1];
  const chosen = delimiters.find((each) => each === named);
  if (chosen) return chosen;
  const lines = countPerLine(sample);
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const each of delimiters) {
    const inHeader = lines[0]?.[each] ?? 0;
    if (inHeader === 0) continue;
    const agreeing = lines.filter((line) => line[each] === inHeader).length / lines.length;
    const score = agreeing + Math.min(inHeader, 20) / 100;
    if (score > bestScore) [best, bestScore] = [each, score];
  }
  return best;
}
