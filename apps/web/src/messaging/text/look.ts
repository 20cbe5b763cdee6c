import { plainTextOf, type RichText } from "@steward/contracts/kernel/rich-text";

/** The address a link leads to; undefined for what a browser would run, should any ever have been stored. */
export function safeHref(href: string): string | undefined {
  return /^(?:https?:\/\/|mailto:)/i.test(href) ? href : undefined;
}

const emojiOnly = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component}|\s)+$/u;
const maxLarge = 12;

/** A few emoji and nothing else are shown larger. Digits count as parts of emoji for Unicode, not for people. */
export function isOnlyEmoji(content: RichText): boolean {
  const text = plainTextOf(content);
  return text !== "" && text.length <= maxLarge && emojiOnly.test(text) && !/[\d#*]/.test(text);
}
