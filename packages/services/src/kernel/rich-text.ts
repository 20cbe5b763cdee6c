import { notFound } from "@steward/contracts";
import {
  broadcasts,
  nodesOf,
  type RichBlock,
  type RichInline,
  type RichItem,
  type RichText,
} from "@steward/contracts/kernel/rich-text";
import { member } from "@steward/db/schema";
import { and, inArray } from "drizzle-orm";
import type { ServiceContext } from "./context.ts";
import { isActiveMember } from "./membership.ts";

/** The names of colleagues who are there, by their ids. Throws NOT_FOUND unless all of them are. */
export async function namesOf(ctx: ServiceContext, memberIds: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(memberIds)];
  if (wanted.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: member.id, name: member.name })
    .from(member)
    .where(and(inArray(member.id, wanted), isActiveMember));
  if (rows.length !== wanted.length) throw notFound("org.member");
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Everybody a text names, broadcasts left out. */
export function memberIdsIn(content: RichText): string[] {
  const ids = nodesOf(content).flatMap((node) => (node.type === "mention" ? [node.attrs.id] : []));
  return [...new Set(ids)].filter((id) => !broadcasts.some((broadcast) => broadcast === id));
}

/** The text with everybody's real name in it, whatever its author's client wrote. Throws NOT_FOUND `org.member`. */
export async function withNames(ctx: ServiceContext, content: RichText): Promise<RichText> {
  const names = await namesOf(ctx, memberIdsIn(content));
  const named = <Node extends RichBlock | RichItem | RichInline>(node: Node): Node => {
    if (node.type === "mention")
      return { ...node, attrs: { id: node.attrs.id, label: names.get(node.attrs.id) ?? node.attrs.id } };
    return "content" in node && node.content ? { ...node, content: node.content.map(named) } : node;
  };
  return { ...content, content: content.content.map(named) };
}
