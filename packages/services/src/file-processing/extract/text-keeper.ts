import { extractLimits } from "./limits.ts";

export interface KeptText {
  readonly text: string;
  /** There was more. */
  readonly truncated: boolean;
}

/** Collects text up to what is kept for search. */
export class TextKeeper {
  #parts: string[] = [];
  #length = 0;

  get isFull(): boolean {
    return this.#length > extractLimits.characters;
  }

  add(text: string): void {
    if (this.isFull || text === "") return;
    this.#parts.push(text);
    this.#length += text.length;
  }

  /** With runs of blanks and empty lines drawn together, and without what PostgreSQL cannot hold in a text. */
  kept(): KeptText {
    const text = this.#parts
      .join("")
      .replaceAll("\0", "")
      .replace(/[^\S\n]+/g, " ")
      .replace(/ ?\n[\n ]*/g, "\n")
      .trim();
    return { text: text.slice(0, extractLimits.characters).toWellFormed(), truncated: this.isFull };
  }
}
