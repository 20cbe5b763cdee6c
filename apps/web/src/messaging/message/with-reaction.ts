import type { ReactionItem } from "@steward/contracts/messaging/message";

/** The reactions of a message as they are once one's own is there, or no longer. */
export function withReaction(
  reactions: readonly ReactionItem[],
  { emoji, on, name }: { emoji: string; on: boolean; name: string },
): ReactionItem[] {
  const there = reactions.find((reaction) => reaction.emoji === emoji);
  if (!there) return on ? [...reactions, { emoji, count: 1, isMine: true, names: [name] }] : [...reactions];
  if (there.isMine === on) return [...reactions];
  const count = there.count + (on ? 1 : -1);
  const names = on ? [...there.names, name] : there.names.filter((each) => each !== name);
  return reactions.flatMap((reaction) =>
    reaction !== there ? reaction : count > 0 ? { emoji, count, isMine: on, names } : [],
  );
}
