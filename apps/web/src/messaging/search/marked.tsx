import { Mark } from "@mantine/core";
import type { ReactNode } from "react";

const special = /[\\^$.*+?()[\]{}|]/g;

/** A text with the words that were searched for made to stand out. */
export function marked(text: string, query: string): ReactNode {
  const words = query.split(/\s+/u).filter(Boolean);
  if (words.length === 0) return text;
  const found = new RegExp(`(${words.map((word) => word.replace(special, "\\$&")).join("|")})`, "giu");
  // Splitting by a group leaves what matched at the odd places.
  return text.split(found).map((part, index) => {
    const key = `${index}`;
    return index % 2 === 1 ? <Mark key={key}>{part}</Mark> : part;
  });
}
