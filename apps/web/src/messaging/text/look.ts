import { plainTextOf, type RichText } from "@steward/contracts/kernel/rich-text";

/** The address a link leads to; undefined for what a browser would run, should any ever have been stored. */
export function safeHref(href: string): string | undefined {
  return /^(?:https?:\/\/|mailto:)/i.test(href) ? href : undefined;
}

const emojiOnly = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u;
/** As people count them: a family of four is one. */
const maxLarge = 12;
const segmenter = new Intl.Segmenter();

const countOf = (text: string) => Array.from(segmenter.segment(text.replaceAll(/\s/g, ""))).length;

/** A few emoji and nothing else are shown larger. Digits count as parts of emoji for Unicode, not for people. */
export function isOnlyEmoji(content: RichText): boolean {
  const text = plainTextOf(content);
  return text !== "" && emojiOnly.test(text) && !/[\d#*]/.test(text) && countOf(text) <= maxLarge;
}
