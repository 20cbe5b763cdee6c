import { Code } from "@mantine/core";
import type { RichBlock, RichInline, RichItem, RichMark, RichText as Tree } from "@steward/contracts/kernel/rich-text";
import { Fragment, type ReactNode } from "react";
import { isOnlyEmoji, safeHref } from "./look.ts";
import classes from "./rich-text.module.css";

interface RichTextProps {
  content: Tree;
  /** The reader: what mentions them stands out. */
  memberId: string;
  /** Draws the card of a record in the text. */
  record: (node: RecordNode) => ReactNode;
  /** After the last word: that it was edited. */
  tail?: ReactNode;
}

export type RecordNode = Extract<RichInline, { type: "record" }>["attrs"];

/** What the text around a node lends it. */
type Surroundings = Pick<RichTextProps, "memberId" | "record">;

/** A message as it was written. Every element is made here from the tree; nothing of it is ever read as HTML. */
export function RichText({ content, tail, ...around }: RichTextProps) {
  const last = content.content.at(-1);
  const draw = (block: RichBlock) =>
    block === last && block.type === "paragraph" ? (
      <p>
        {all(block.content, (inline) => drawnInline(inline, around))}
        {tail ? <> {tail}</> : null}
      </p>
    ) : (
      drawnBlock(block, around)
    );
  return (
    <div className={classes.text} data-large={isOnlyEmoji(content) || undefined}>
      {all(content.content, draw)}
      {last?.type === "paragraph" ? null : tail}
    </div>
  );
}

// A tree that never changes its order: the place in it is the key.
function all<Node extends { type: string }>(nodes: readonly Node[] | undefined, draw: (node: Node) => ReactNode) {
  return nodes?.map((node, index) => {
    const key = `${node.type}${index}`;
    return <Fragment key={key}>{draw(node)}</Fragment>;
  });
}

function drawnBlock(node: RichBlock, around: Surroundings): ReactNode {
  switch (node.type) {
    case "paragraph":
      return <p>{all(node.content, (inline) => drawnInline(inline, around))}</p>;
    case "codeBlock":
      return <Code block>{node.content?.map(({ text }) => text).join("")}</Code>;
    case "blockquote":
      return <blockquote>{all(node.content, (block) => drawnBlock(block, around))}</blockquote>;
    case "bulletList":
      return <ul>{all(node.content, (item) => drawnItem(item, around))}</ul>;
    case "orderedList":
      return <ol start={node.attrs?.start ?? 1}>{all(node.content, (item) => drawnItem(item, around))}</ol>;
  }
}

const drawnItem = ({ content }: RichItem, around: Surroundings) => (
  <li>{all(content, (block) => drawnBlock(block, around))}</li>
);

function drawnInline(node: RichInline, { memberId, record }: Surroundings): ReactNode {
  switch (node.type) {
    case "text":
      return (node.marks ?? []).reduce<ReactNode>(marked, node.text);
    case "hardBreak":
      return <br />;
    case "record":
      return record(node.attrs);
    case "mention": {
      const { id, label } = node.attrs;
      const own = id === memberId || id === "channel" || id === "here";
      return (
        <span className={classes.mention} data-own={own || undefined}>
          @{label ?? id}
        </span>
      );
    }
  }
}

function marked(inner: ReactNode, mark: RichMark): ReactNode {
  switch (mark.type) {
    case "bold":
      return <strong>{inner}</strong>;
    case "italic":
      return <em>{inner}</em>;
    case "strike":
      return <s>{inner}</s>;
    case "underline":
      return <u>{inner}</u>;
    case "code":
      return <Code>{inner}</Code>;
    case "link": {
      const href = safeHref(mark.attrs.href);
      return href ? (
        <a href={href} target="_blank" rel="noopener noreferrer nofollow">
          {inner}
        </a>
      ) : (
        inner
      );
    }
  }
}
