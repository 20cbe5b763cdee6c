import type { RichBlock, RichText } from "@steward/contracts/kernel/rich-text";

const isEmpty = (block: RichBlock | undefined) => block?.type === "paragraph" && (block.content ?? []).length === 0;

/** Without the empty lines before and after what is said. */
export function trimmed({ type, content }: RichText): RichText {
  const from = content.findIndex((block) => !isEmpty(block));
  const to = content.findLastIndex((block) => !isEmpty(block));
  return { type, content: from < 0 ? [] : content.slice(from, to + 1) };
}
