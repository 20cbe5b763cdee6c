/** A text with lines below it, apart from it. */
export function described(text: string, lines: readonly string[]): string {
  return lines.length === 0 ? text : `${text}\n\n${lines.join("\n")}`.trim();
}
