import type { MessageItem } from "@steward/contracts/messaging/message";

/** What happened, as a line among the messages says it; null for what somebody said. */
export function noticeWords({ notice, author: { name } }: Pick<MessageItem, "notice" | "author">): string | null {
  if (!notice) return null;
  const { kind, people, more, to } = notice;
  const names = people.map((person) => person.name);
  const whom = more > 0 ? `${names.join(", ")} and ${more} more` : listed(names);
  switch (kind) {
    case "joined":
      return `${name} joined`;
    case "left":
      return `${name} left`;
    case "added":
      return `${name} added ${whom}`;
    case "removed":
      return `${name} removed ${whom}`;
    case "renamed":
      return to === null ? `${name} took the name away` : `${name} renamed this to ${to}`;
    case "topicChanged":
      return to === null ? `${name} took the topic away` : `${name} changed the topic to ${to}`;
  }
}

const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
